/**
 * What one look through a document may spend where the work grows faster than the document: on names that might be meant, and
 * on reasoning about conditions. Both only help; without them every error is still found. A look is one synchronous call.
 */

/** In letters compared, and in steps of the search; each about a tenth of a second at worst, on a slow machine half of one. */
const most = { comparing: 10_000_000, reasoning: 200_000 } as const;
export type Work = keyof typeof most;

/** The rest of what was to be found out is not known. */
class UsedUp extends Error {
  override readonly name = 'UsedUp';
}

/** Undefined outside of a look: a question by itself has bounds of its own. */
let left: { [Of in Work]: number } | undefined;

export function inOneLook<Result>(look: () => Result): Result {
  const before = left;
  left = { ...most };
  try {
    return look();
  } finally {
    left = before;
  }
}

/** @throws UsedUp when there is no more. */
export function spend(work: Work, steps: number): void {
  if (!left) return;
  left[work] -= steps;
  if (left[work] < 0) throw new UsedUp(`no more ${work} in this look`);
}

/** @returns what was found out; `otherwise` where that would have taken too long. */
export function asFarAsPossible<Result>(find: () => Result, otherwise: Result): Result {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof UsedUp)) throw error;
    return otherwise;
  }
}
