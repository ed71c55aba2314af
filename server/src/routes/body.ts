/**
 * A request's JSON, read with a bound: on its size while it comes, on its depth before it is parsed (two million nested
 * lists would hold the process up for a second), and on its keys before anything walks it.
 */
import { isObject, reservedKeys } from '@baton/shared/graph';
import { Refused } from '../problem.ts';

/** Deeper than any document of ours, shallow enough for every reader that recurses. */
const maxDepth = 100;

/** @throws Refused: the route says how a body is read, whatever its sender calls it. */
export function requireJson(request: Request): void {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    const given = type ? `this is ${type}` : 'it says nothing';
    throw new Refused(415, `Send the body as JSON, with "content-type: application/json"; ${given}.`);
  }
}

/**
 * @param keys `any` where a reader of the route's own looks at them.
 * @throws Refused when it is not JSON, or nests too deep.
 */
export function parseJson(bytes: Uint8Array, keys: 'safe' | 'any'): unknown {
  if (isDeep(bytes)) throw new Refused(400, `The body nests deeper than ${maxDepth} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(decode(bytes));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(400, `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const path = keys === 'safe' ? reservedIn(value) : undefined;
  if (path === undefined) return value;
  const key = path.slice(path.lastIndexOf('/') + 1);
  throw new Refused(400, `No key may be called "${key}".`, [{ path, message: 'this word is reserved as a key' }]);
}

/** @throws Refused when it is more than `limit` bytes. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new Refused(413, `The body is larger than the ${limit} bytes that this address takes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > limit) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(400, 'The body is not UTF-8.');
  }
}

const [quote, backslash, openList, openObject, closeList, closeObject] = [...Buffer.from('"\\[{]}')];

/** By counting brackets outside of texts, whatever else is wrong with it. */
function isDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (inText) {
      if (byte === backslash) index++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === openList || byte === openObject) {
      if (++depth > maxDepth) return true;
    } else if (byte === closeList || byte === closeObject) depth--;
  }
  return false;
}

/** @returns the JSON Pointer of the first key that is also a word of every object's prototype. */
function reservedIn(value: unknown, at = ''): string | undefined {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = typeof item === 'object' ? reservedIn(item, `${at}/${index}`) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  for (const key of Object.keys(value)) {
    const here = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (reservedKeys.has(key)) return here;
    const found = typeof value[key] === 'object' ? reservedIn(value[key], here) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
