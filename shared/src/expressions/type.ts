/** The types that an expression can see, and how a JSON Schema becomes one. What a schema leaves open is `dyn`. */
import { isObject, type Json, type JsonSchema } from '../graph/json.ts';

export type CelType =
  | { kind: 'dyn' | 'int' | 'double' | 'bool' | 'null' }
  /** `words`: the only values that a schema with `enum` or `const` allows. */
  | { kind: 'string'; words?: readonly string[] }
  | { kind: 'list'; of: CelType }
  /** Any key; every value of one type. */
  | { kind: 'map'; of: CelType }
  /** These keys and no other. Each may be absent until something writes it. */
  | { kind: 'object'; fields: ReadonlyMap<string, CelType> };

export const dyn: CelType = { kind: 'dyn' };
export const text: CelType = { kind: 'string' };
export const int: CelType = { kind: 'int' };
export const double: CelType = { kind: 'double' };
export const bool: CelType = { kind: 'bool' };
export const listOf = (of: CelType): CelType => ({ kind: 'list', of });
export const objectOf = (fields: { [name: string]: CelType }): CelType => ({
  kind: 'object',
  fields: new Map(Object.entries(fields)),
});

const simple: ReadonlyMap<Json | undefined, CelType> = new Map<Json | undefined, CelType>([
  ['string', text],
  ['number', double],
  ['integer', int],
  ['boolean', bool],
  ['null', { kind: 'null' }],
]);

/** @param schema a JSON Schema; one that says no single type (`anyOf`, `$ref`, a list of types) is `dyn`. */
export function typeOfSchema(schema: unknown): CelType {
  if (!isObject(schema)) return dyn;
  const { type, items, properties, additionalProperties } = schema as JsonSchema;
  const words = wordsOf(schema as JsonSchema);
  if (words && (type === undefined || type === 'string')) return { kind: 'string', words };
  if (type === 'array') return listOf(typeOfSchema(items));
  if (type === 'object' || (type === undefined && isObject(properties))) {
    if (!isObject(properties)) return { kind: 'map', of: typeOfSchema(additionalProperties) };
    if (additionalProperties === true || isObject(additionalProperties)) return { kind: 'map', of: dyn };
    return { kind: 'object', fields: new Map(Object.entries(properties).map(([key, of]) => [key, typeOfSchema(of)])) };
  }
  return simple.get(type) ?? dyn;
}

function wordsOf({ enum: words, const: only }: JsonSchema): string[] | undefined {
  const all = Array.isArray(words) ? words : only === undefined ? [] : [only];
  const strings = all.filter((word) => typeof word === 'string');
  return strings.length > 0 && strings.length === all.length ? strings : undefined;
}

/** A type that many scopes share, such as the state's, is written once. */
const texts = new WeakMap<CelType, string>();

/** The type as the editor shows it: `string`, `list<int>`, `{ amount: double }`. */
export function typeText(type: CelType): string {
  const known = texts.get(type) ?? written(type);
  texts.set(type, known);
  return known;
}

function written(type: CelType): string {
  if (type.kind === 'list') return `list<${typeText(type.of)}>`;
  if (type.kind === 'map') return `map<string, ${typeText(type.of)}>`;
  if (type.kind === 'object')
    return `{ ${[...type.fields].map(([name, of]) => `${fieldText(name)}: ${typeText(of)}`).join(', ')} }`;
  if (type.kind === 'string' && type.words) return type.words.map((word) => JSON.stringify(word)).join(' | ');
  return type.kind;
}

const fieldText = (name: string): string => (/^\w+$/.test(name) ? name : JSON.stringify(name));
