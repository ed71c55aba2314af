/** The known word that somebody most likely meant, for "did you mean" in error messages. */
import { asFarAsPossible, spend } from './budget.ts';

/** @returns the known word within a small edit distance of `word`, or undefined when none is near, or too many are to be compared. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  return asFarAsPossible(() => find(word, known), undefined);
}

function find(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  const written = word.toLowerCase();
  for (const candidate of known) {
    const bound = Math.min(allowed(word, candidate), bestDistance - 1);
    // What is so much longer or shorter is no slip, and need not be compared.
    if (Math.abs(word.length - candidate.length) > bound) continue;
    const distance = editDistance(written, candidate.toLowerCase(), bound);
    if (distance <= bound) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Two slips or a third of the word, and less than half of a short one, so that `z` does not mean `y`. */
function allowed(word: string, candidate: string): number {
  const length = Math.max(word.length, candidate.length);
  return Math.min(Math.max(2, Math.floor(word.length / 3)), Math.floor((length - 1) / 2));
}

/**
 * Optimal string alignment: Levenshtein distance, in which two swapped letters are one slip. Three rows at a time.
 * @returns more than the bound where the distance is.
 */
function editDistance(a: string, b: string, bound: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    spend('comparing', b.length);
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : substitution;
      const steps = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution, swap);
      next.push(steps);
      if (steps < least) least = steps;
    }
    // A swap goes back two rows and costs one, so that nothing that comes is less than the least of this row.
    if (least > bound) return least;
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
