/** What people write who come from other languages, and how the same is said here. */

/** Functions, by their names elsewhere. */
export const sameCall: ReadonlyMap<string, string> = new Map([
  ['includes', 'contains'],
  ['has', 'contains'],
  ['length', 'size'],
  ['len', 'size'],
  ['count', 'size'],
  ['lower', 'lowerAscii'],
  ['upper', 'upperAscii'],
  ['toLowerCase', 'lowerAscii'],
  ['toUpperCase', 'upperAscii'],
  ['test', 'matches'],
  ['match', 'matches'],
  ['strip', 'trim'],
  ['some', 'exists'],
  ['any', 'exists'],
  ['every', 'all'],
  ['slice', 'substring'],
]);

const names: ReadonlyMap<string, string> = new Map([
  ['True', 'write true'],
  ['False', 'write false'],
  ...['None', 'nil', 'undefined', 'NULL'].map((name): [string, string] => [
    name,
    'to ask whether a field is there, write has(…)',
  ]),
  ['if', 'to choose, write condition ? one : other'],
]);

/** @param piece what the language stumbled over, which begins at `start`. @returns what to write instead. */
export function habitIn(source: string, piece: string, start: number): string | undefined {
  const named = names.get(piece);
  if (named) return named;
  const before = source.slice(0, start).trimEnd();
  if (piece === 'not') return 'write !(a in list) for "not in"';
  if (/(?:^|[^\w.])not$/.test(before)) return 'write ! for "not"';
  if (source.trimStart().startsWith('{{')) return 'an expression stands here as it is, without {{ and }}';
  return undefined;
}
