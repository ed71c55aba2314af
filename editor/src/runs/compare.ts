/** Two routes side by side: what they have in common stands in one row, and what only one of them has beside a gap. */

export interface Row {
  left: string | undefined;
  right: string | undefined;
}

/** The longest common way is kept together, as when lines of a text are compared. */
export function aligned(left: readonly string[], right: readonly string[]): Row[] {
  const lengths: number[][] = Array.from({ length: left.length + 1 }, () => Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) rows.push({ left: left[i++], right: right[j++] });
    else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1)))
      rows.push({ left: left[i++], right: undefined });
    else rows.push({ left: undefined, right: right[j++] });
  }
  return rows;
}
