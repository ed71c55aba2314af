/** A document that was read anew keeps the parts of the old one that are equal, so that only what changed is drawn again. */
import { isObject } from '@baton/shared/graph';

/** @returns a value equal to `next`; `before` itself where the two are equal, key order and all. */
export function reuse<Value>(before: unknown, next: Value): Value {
  if (before === next) return next;
  if (Array.isArray(before) && Array.isArray(next)) return reuseList(before, next) as Value;
  if (!isObject(before) || !isObject(next)) return next;
  const keys = Object.keys(next);
  const entries = keys.map((key) => [key, reuse(before[key], next[key])] as const);
  const old = Object.keys(before);
  const same =
    old.length === keys.length && entries.every(([key, value], index) => old[index] === key && before[key] === value);
  return (same ? before : Object.fromEntries(entries)) as Value;
}

/** Entries with an id are found again wherever they moved. */
function reuseList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.flatMap((entry) => (idOf(entry) === undefined ? [] : [[idOf(entry), entry]])));
  const list = next.map((entry, index) => reuse(byId.get(idOf(entry)) ?? before[index], entry));
  return list.length === before.length && list.every((entry, index) => entry === before[index]) ? before : list;
}

const idOf = (entry: unknown): string | undefined =>
  isObject(entry) && typeof entry['id'] === 'string' ? entry['id'] : undefined;
