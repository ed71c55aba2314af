/** Where each value of a JSON text stands: by JSON Pointer to offsets, for markers and for what is selected. */
import { pointer } from '@baton/shared/graph';

export interface Range {
  start: number;
  end: number;
}
export interface JsonPlaces {
  /** The value at a pointer. */
  values: ReadonlyMap<string, Range>;
  /** The key before it, where it has one. */
  keys: ReadonlyMap<string, Range>;
}

const space = /\s*/y;
const token = /"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*|true|false|null/y;

/** @param text JSON that parses; @returns undefined for anything else. */
export function jsonPlaces(text: string): JsonPlaces | undefined {
  const values = new Map<string, Range>();
  const keys = new Map<string, Range>();
  let at = 0;
  try {
    value([]);
    skip();
    return at === text.length ? { values, keys } : undefined;
  } catch (error) {
    if (error instanceof NotJson || error instanceof SyntaxError) return undefined;
    throw error;
  }

  function skip(): void {
    space.lastIndex = at;
    space.exec(text);
    at = space.lastIndex;
  }
  function take(sign: string): boolean {
    skip();
    if (text[at] !== sign) return false;
    at++;
    return true;
  }
  function need(sign: string): void {
    if (!take(sign)) throw new NotJson();
  }
  function word(): Range {
    skip();
    token.lastIndex = at;
    if (!token.exec(text)) throw new NotJson();
    const range = { start: at, end: token.lastIndex };
    at = range.end;
    return range;
  }

  function value(path: readonly PropertyKey[]): void {
    skip();
    const start = at;
    if (take('{')) list('}', () => entry(path));
    else if (take('[')) {
      let index = 0;
      list(']', () => value([...path, index++]));
    } else word();
    values.set(pointer(path), { start, end: at });
  }
  function entry(path: readonly PropertyKey[]): void {
    const range = word();
    const name: unknown = JSON.parse(text.slice(range.start, range.end));
    if (typeof name !== 'string') throw new NotJson();
    keys.set(pointer([...path, name]), range);
    need(':');
    value([...path, name]);
  }
  function list(end: string, one: () => void): void {
    if (take(end)) return;
    do one();
    while (take(','));
    need(end);
  }
}

class NotJson extends Error {}

/** Where a problem is marked: its value, or the key of the nearest thing around it that is there. */
export function rangeOf(places: JsonPlaces, path: string): Range {
  const found = places.values.get(path);
  if (found) return found;
  for (let around = path; around !== '';) {
    around = around.slice(0, around.lastIndexOf('/'));
    const key = places.keys.get(around);
    if (key) return key;
    const value = places.values.get(around);
    if (value) return { start: value.start, end: value.start + 1 };
  }
  return { start: 0, end: 1 };
}

/** The node or handoff that a place in the text is in: `/nodes/3`. */
export function entryAt(
  { values }: JsonPlaces,
  offset: number,
): { list: 'nodes' | 'handoffs'; index: number } | undefined {
  for (const list of ['nodes', 'handoffs'] as const) {
    const whole = values.get(`/${list}`);
    if (!whole || offset < whole.start || offset > whole.end) continue;
    for (let index = 0; ; index++) {
      const one = values.get(`/${list}/${index}`);
      if (!one) break;
      if (offset >= one.start && offset <= one.end) return { list, index };
    }
  }
  return undefined;
}
