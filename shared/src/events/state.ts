/** State as a run changes it: JSON Patch (RFC 6902), of which `add`, `replace` and `remove` are used. */
import { isObject, type Json, type JsonObject } from '../graph/json.ts';
import { pointerKeys, type PatchOperation } from '../graph/problem.ts';

/** @returns the state with the changes applied; one that does not fit is passed over. */
export function applyChanges(state: JsonObject, changes: readonly PatchOperation[]): JsonObject {
  let next: Json = state;
  for (const change of changes) next = applyAt(next, pointerKeys(change.path), change);
  return isObject(next) ? next : state;
}

function applyAt(target: Json, keys: string[], change: PatchOperation): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return change.op === 'remove' ? null : (change.value as Json);
  if (Array.isArray(target)) return inArray(target, key, rest, change);
  if (!isObject(target)) return target;
  if (rest.length === 0 && change.op === 'remove') {
    return Object.fromEntries(Object.entries(target).filter(([name]) => name !== key));
  }
  const inner = Object.hasOwn(target, key) ? (target[key] ?? null) : null;
  if (rest.length > 0 && !Object.hasOwn(target, key)) return target;
  return { ...target, [key]: applyAt(inner, rest, change) };
}

function inArray(target: Json[], key: string, rest: string[], change: PatchOperation): Json {
  const index = key === '-' ? target.length : Number(key);
  if (!Number.isInteger(index) || index < 0 || index > target.length) return target;
  if (rest.length > 0)
    return index < target.length ? target.with(index, applyAt(target[index] ?? null, rest, change)) : target;
  if (change.op === 'remove') return target.toSpliced(index, 1);
  return change.op === 'add'
    ? target.toSpliced(index, 0, change.value as Json)
    : target.with(index, change.value as Json);
}
