/** How a new state value joins the old one, as the graph's `merge` says, and what changed, as JSON Patch (RFC 6902). */
import {
  isObject,
  pointer,
  type Graph,
  type Json,
  type JsonObject,
  type Merge,
  type PatchOperation,
} from '@baton/shared/graph';

export function initialState(graph: Graph): JsonObject {
  const entries = Object.entries(graph.state ?? {}).flatMap(([key, value]) =>
    value.default === undefined ? [] : [[key, value.default] as const],
  );
  return Object.fromEntries(entries);
}

export function mergeState(graph: Graph, before: JsonObject, added: JsonObject): JsonObject {
  const merged = Object.entries(added).map(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    return [key, mergers[graph.state?.[key]?.merge ?? 'replace'](old, value)] as const;
  });
  return { ...before, ...Object.fromEntries(merged) };
}

const mergers: { [Rule in Merge]: (old: Json | undefined, value: Json) => Json } = {
  replace: (_old, value) => value,
  append: (old, value) => [...(Array.isArray(old) ? old : []), ...(Array.isArray(value) ? value : [value])],
  sum: (old, value) => (typeof old === 'number' ? old : 0) + (typeof value === 'number' ? value : 0),
  deep: deepMerge,
};

function deepMerge(old: Json | undefined, value: Json): Json {
  if (!isObject(old) || !isObject(value)) return value;
  const inner = Object.entries(value).map(
    ([key, item]) => [key, deepMerge(Object.hasOwn(old, key) ? old[key] : undefined, item)] as const,
  );
  return { ...old, ...Object.fromEntries(inner) };
}

/** @returns one operation for each key whose value changed. */
export function stateChanges(before: JsonObject, after: JsonObject): PatchOperation[] {
  return Object.entries(after).flatMap(([key, value]): PatchOperation[] => {
    if (!Object.hasOwn(before, key)) return [{ op: 'add', path: pointer([key]), value }];
    return JSON.stringify(before[key]) === JSON.stringify(value)
      ? []
      : [{ op: 'replace', path: pointer([key]), value }];
  });
}
