/** A request's JSON, read with a bound: on its size before it is parsed, on its depth before anything walks it. */
import { isObject } from '@baton/shared/graph';
import { Refused } from '../problem.ts';

/** Deeper than any document of ours, shallow enough for every reader that recurses. */
const maxDepth = 100;

/** @throws Refused when the body is not JSON, or more than `limit` bytes. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    const given = type ? `this is ${type}` : 'it says nothing';
    throw new Refused(415, `Send the body as JSON, with "content-type: application/json"; ${given}.`);
  }
  const text = await readText(request, limit);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused(400, `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isDeep(value)) throw new Refused(400, `The body nests deeper than ${maxDepth} levels.`);
  return value;
}

async function readText(request: Request, limit: number): Promise<string> {
  const tooLarge = () => new Refused(413, `The body is larger than the ${limit} bytes that this address takes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > limit) throw tooLarge();
    pieces.push(piece);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw new Refused(400, 'The body is not UTF-8.');
  }
}

/** Without recursion: what is asked about could be too deep for it. */
function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true;
    level = level.flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : isObject(one) ? Object.values(one) : []));
  }
  return false;
}
