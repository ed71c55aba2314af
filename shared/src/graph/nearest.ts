/** The known word that somebody most likely meant, for "did you mean" in error messages. */

/** @returns the known word within a small edit distance of `word`, or undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= allowed(word, candidate) && distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Two slips or a third of the word, and less than half of a short one, so that `z` does not mean `y`. */
function allowed(word: string, candidate: string): number {
  const length = Math.max(word.length, candidate.length);
  return Math.min(Math.max(2, Math.floor(word.length / 3)), Math.floor((length - 1) / 2));
}

/** Optimal string alignment: Levenshtein distance, in which two swapped letters are one slip. Three rows at a time. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : substitution;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution, swap));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
