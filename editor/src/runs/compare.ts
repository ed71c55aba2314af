/** Two routes side by side: what they have in common stands in one row, and so does where each goes a way of its own. */

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
  const apart: { left: string[]; right: string[] } = { left: [], right: [] };
  const flush = (): void => {
    const { left: own, right: other } = apart;
    for (let k = 0; k < Math.max(own.length, other.length); k++) rows.push({ left: own[k], right: other[k] });
    apart.left = [];
    apart.right = [];
  };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [one, other] = [left[i], right[j]];
    if (one !== undefined && one === other) {
      flush();
      rows.push({ left: one, right: other });
      i++;
      j++;
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      apart.left.push(one);
      i++;
    } else if (other !== undefined) {
      apart.right.push(other);
      j++;
    }
  }
  flush();
  return rows;
}
