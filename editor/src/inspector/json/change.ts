/** The one piece in which two texts differ, so that an editor can be brought up to date without losing its cursor. */
export interface Change {
  start: number;
  /** End of what is replaced. */
  end: number;
  text: string;
}

/** @returns undefined when they are the same. */
export function changeBetween(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
