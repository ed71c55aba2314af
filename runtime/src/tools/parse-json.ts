/** JSON from outside. `__proto__` as a key is dropped: what later copies the value would take it for more than a key. */
import type { Json } from '@baton/shared/graph';

/** @throws SyntaxError */
export function parseJson(text: string): Json {
  return JSON.parse(text, (key, value: Json) => (key === '__proto__' ? undefined : value)) as Json;
}
