/** Which entries of a list are the same under another id, before and after an edit: what is known of them by id goes with them. */

/** By the id before, the id after. */
export type NewNames = ReadonlyMap<string, string>;

const none: NewNames = new Map();

/** A renamed entry keeps its place in a list that is as long as it was. */
export function newNames(before: readonly { id: string }[], after: readonly { id: string }[]): NewNames {
  if (before === after || before.length !== after.length) return none;
  const changed = before.flatMap(({ id }, index): [string, string][] => {
    const now = after[index]?.id ?? id;
    return now === id ? [] : [[id, now]];
  });
  if (changed.length === 0) return none;
  const [was, is] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))];
  return new Map(changed.filter(([old, now]) => !is.has(old) && !was.has(now)));
}
