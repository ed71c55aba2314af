/**
 * A view is the ordered list of the messages that a node has seen. It is kept as ranges (`m1-m40`), so that a
 * checkpoint stays small however long a thread grows; the messages themselves are stored once, outside of checkpoints.
 */

const plain = /^m(\d+)$/;
const range = /^m(\d+)-m(\d+)$/;

export function compactIds(ids: readonly string[]): string[] {
  const ranges: string[] = [];
  let first = 0;
  let last = 0;
  const flush = () => {
    if (first > 0) ranges.push(first === last ? `m${first}` : `m${first}-m${last}`);
    first = 0;
  };
  for (const id of ids) {
    const number = Number(plain.exec(id)?.[1] ?? 0);
    if (number > 0 && first > 0 && number === last + 1) last = number;
    else {
      flush();
      if (number > 0) first = last = number;
      else ranges.push(id);
    }
  }
  flush();
  return ranges;
}

export function expandIds(ranges: readonly string[]): string[] {
  return ranges.flatMap((entry) => {
    const [, from, to] = range.exec(entry) ?? [];
    if (from === undefined || to === undefined) return [entry];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `m${Number(from) + i}`);
  });
}

/** The message that a changed copy was made from: `m7~named` → `m7`. */
export const baseId = (id: string): string => id.split('~', 1)[0] ?? id;

/** What a node that is entered again sees: all that it saw before, then what is new to it. */
export function joinViews(before: readonly string[], added: readonly string[]): string[] {
  const known = new Set(before.map(baseId));
  return [...before, ...added.filter((id) => !known.has(baseId(id)))];
}
