/** Which keywords of a JSON Schema hold schemas: the one list by which schemas are walked. */
import { isObject } from '../graph/json.ts';

const schemaKeywords = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;
export const schemaListKeywords = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
export const schemaMapKeywords = [
  '$defs',
  'definitions',
  'dependentSchemas',
  'patternProperties',
  'properties',
] as const;

/** A schema inside of another, and the keys that lead there. */
export type Inner = readonly [path: readonly string[], schema: unknown];

/** @returns what stands directly inside of a schema where a schema is to stand, whatever it is. */
export function innerSchemas(schema: { readonly [key: string]: unknown }): Inner[] {
  return [
    ...schemaKeywords.flatMap((key) => one(key, schema[key])),
    ...schemaListKeywords.flatMap((key) => listed(key, schema[key])),
    ...schemaMapKeywords.flatMap((key) => named(key, schema[key])),
    // One for all, or as older drafts have it one for each.
    ...(Array.isArray(schema['items']) ? listed('items', schema['items']) : one('items', schema['items'])),
    // An older draft's: names that are needed too, or a schema.
    ...named('dependencies', schema['dependencies']).filter(([, inner]) => !Array.isArray(inner)),
  ];
}

const one = (key: string, value: unknown): Inner[] => (value === undefined ? [] : [[[key], value]]);

const listed = (key: string, value: unknown): Inner[] =>
  Array.isArray(value) ? value.map((inner: unknown, at): Inner => [[key, String(at)], inner]) : [];

const named = (key: string, value: unknown): Inner[] =>
  isObject(value) ? Object.entries(value).map(([name, inner]): Inner => [[key, name], inner]) : [];
