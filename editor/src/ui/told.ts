/** What is said about a field: what is wrong with it, or advice, with something to do about it where there is. */
export interface Told {
  severity: 'error' | 'warning' | 'hint';
  message: string;
  /** The part that it is about, in words, where the form is about many. */
  where?: string;
  /** One click mends it. */
  fix?: { label: string; run: () => void };
}

/** What is said about a field of a form, by the path of the field in it: `/model`. */
export type ToldAt = (field: string) => Told | undefined;

export const told = (error: string | Told | undefined): Told | undefined =>
  typeof error === 'string' ? { severity: 'error', message: error } : error;

const rank = { error: 0, warning: 1, hint: 2 } as const;

/** The gravest of what is said about several fields. */
export function gravest(...all: readonly (Told | undefined)[]): Told | undefined {
  return all
    .filter((one) => one !== undefined)
    .toSorted((a, b) => rank[a.severity] - rank[b.severity])
    .at(0);
}
