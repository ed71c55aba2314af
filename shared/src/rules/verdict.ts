/** The answer to "may this be done?": yes, or no with a reason that a person can act on. */
export type Verdict = { ok: true } | { ok: false; reason: string };

export const yes: Verdict = { ok: true };
export const no = (reason: string): Verdict => ({ ok: false, reason });
