/** Where a list goes on. To others a cursor is a word without a meaning. */

export class BadCursor extends Error {}

export const writeCursor = (...keys: (string | number)[]): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url');

/** @throws BadCursor when the word is none of ours. */
export function readCursor(cursor: string, count: number): (string | number)[] {
  const keys = parse(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(keys) || keys.length !== count) throw new BadCursor();
  return keys.map((key: unknown) => {
    if (typeof key !== 'string' && typeof key !== 'number') throw new BadCursor();
    return key;
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadCursor();
  }
}

/** @param rows one more than the page holds, where there is one more. */
export function splitPage<Row>(rows: Row[], limit: number): { page: Row[]; last: Row | undefined } {
  const page = rows.slice(0, limit);
  return { page, last: rows.length > limit ? page.at(-1) : undefined };
}
