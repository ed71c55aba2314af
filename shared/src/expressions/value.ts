/**
 * The values of an evaluation. JSON is read where it lies, never copied: a number becomes a CEL `int` (bigint) or `double`
 * (number) when it is read, by the type that its schema declares, and without one by whether it is whole.
 */
import type { Json } from '../graph/json.ts';
import { EvaluationFailure, type Fuel } from './fuel.ts';
import { dyn, type CelType } from './type.ts';

/** A list that an expression made: its elements are values already. */
export class MadeList {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}
/** A map that an expression made. */
export type MadeMap = Map<string | boolean | bigint | number, Value>;
export type Value = Json | bigint | MadeList | MadeMap;

export const isJsonMap = (value: Value): value is { [key: string]: Json } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof MadeList) &&
  !(value instanceof Map);

/** @returns the value at a place of a JSON document. */
export function read(value: Json, type: CelType): Value {
  if (typeof value !== 'number' || type.kind === 'double') return value;
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** The type of what is inside a list or map of this type. */
export const innerType = (type: CelType, key?: string): CelType => {
  if (type.kind === 'list' || type.kind === 'map') return type.of;
  return (type.kind === 'object' && key !== undefined && type.fields.get(key)) || dyn;
};

/** @returns the value under a key or an index, or undefined: own properties only. */
export function inside(target: Value, key: Value, type: CelType): Value | undefined {
  if (Array.isArray(target) || target instanceof MadeList) {
    const index = typeof key === 'bigint' || typeof key === 'number' ? Number(key) : -1;
    if (target instanceof MadeList) return target.items[index];
    const item = target[index];
    return item === undefined ? undefined : read(item, innerType(type));
  }
  if (target instanceof Map) return isMapKey(key) ? target.get(key) : undefined;
  if (!isJsonMap(target) || typeof key !== 'string' || !Object.hasOwn(target, key)) return undefined;
  const value = target[key];
  return value === undefined ? undefined : read(value, innerType(type, key));
}

export const isMapKey = (key: Value): key is string | boolean | bigint | number =>
  typeof key === 'string' || typeof key === 'boolean' || typeof key === 'bigint' || typeof key === 'number';

/** @returns the elements of a list or the keys of a map, as a loop sees them; undefined for anything else. */
export function elements(value: Value, type: CelType): Iterable<Value> | undefined {
  if (value instanceof MadeList) return value.items;
  if (Array.isArray(value)) return value.values().map((item) => read(item, innerType(type)));
  if (value instanceof Map) return value.keys();
  return isJsonMap(value) ? Object.keys(value) : undefined;
}

/** @returns how many elements a list has, or entries a map, or characters a text. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return Array.from(value).length;
  if (value instanceof MadeList) return value.items.length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  return isJsonMap(value) ? Object.keys(value).length : undefined;
}

export function toJson(value: Value, fuel: Fuel): Json {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new EvaluationFailure('the number is not finite');
  if (value instanceof MadeList) return value.items.map((item) => counted(item, fuel));
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [String(key), counted(item, fuel)]));
  return value;
}

/** One JSON value may stand many times in a list that was made: what it will take to write them all is counted. */
function counted(value: Value, fuel: Fuel): Json {
  fuel.spend(1);
  if (typeof value === 'string') fuel.spendText(value);
  if (Array.isArray(value)) for (const item of value) counted(item, fuel);
  else if (isJsonMap(value)) for (const item of Object.values(value)) counted(item, fuel);
  return toJson(value, fuel);
}

export function kindOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'bigint' || typeof value === 'number') return 'a number';
  return Array.isArray(value) || value instanceof MadeList ? 'a list' : 'an object';
}
