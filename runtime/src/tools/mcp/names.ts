/** What a server's tools are called for a model: `<tool>_<name at the server>`, as OpenAI's API takes it. */
import { createHash } from 'node:crypto';

const longest = 64;
const mark = (text: string): string => `_${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;

/** @returns by name for the model, the name at the server; the same for the same set, in whatever order it comes. */
export function offeredNames(id: string, names: readonly string[]): Map<string, string> {
  const plain = names.map((name) => `${id}_${name.replaceAll(/[^a-zA-Z0-9_-]/g, '_')}`);
  const count = Map.groupBy(plain, (name) => name);
  const entries = names.map((name, index): [string, string] => {
    const base = plain[index] ?? '';
    const unique = base.length <= longest && count.get(base)?.length === 1;
    return [unique ? base : base.slice(0, longest - mark(name).length) + mark(name), name];
  });
  return new Map(entries);
}
