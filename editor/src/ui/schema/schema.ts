/**
 * A JSON Schema as a list of fields: what most people mean by a shape. A schema that says more than fields can show is
 * edited as JSON; keywords of a field that have no control here stay as they are.
 */
export type Schema = { readonly [key: string]: unknown };

export const fieldTypes = ['string', 'number', 'integer', 'boolean', 'array', 'object', ''] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface SchemaEntry {
  name: string;
  schema: Schema;
  required: boolean;
}

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What makes an object more than its fields. */
const beyondFields = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  '$ref',
  'patternProperties',
  'propertyNames',
  'dependentSchemas',
  'dependentRequired',
  'minProperties',
  'maxProperties',
];

/** @returns undefined where fields cannot show it; an empty schema has no fields yet. */
export function entriesOf(schema: Schema | undefined): SchemaEntry[] | undefined {
  if (!schema) return [];
  const { type, properties, required } = schema;
  if (type !== undefined && type !== 'object') return undefined;
  if (beyondFields.some((key) => schema[key] !== undefined)) return undefined;
  if (properties === undefined) return isSchema(schema['additionalProperties']) ? undefined : [];
  if (!isSchema(properties)) return undefined;
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).map(([name, entry]) => ({
    name,
    schema: isSchema(entry) ? entry : {},
    required: needed.has(name),
  }));
}

/** @returns the schema with these fields; whatever else it said stays. */
export function withEntries(schema: Schema | undefined, entries: readonly SchemaEntry[]): Schema {
  const required = entries.filter((entry) => entry.required).map(({ name }) => name);
  const properties = Object.fromEntries(entries.map((entry) => [entry.name, entry.schema]));
  return pruned({ type: 'object', ...schema, properties, required: required.length > 0 ? required : undefined });
}

/** The type that the form shows; what it has no word for is the empty one. */
export function typeOf(schema: Schema): FieldType {
  return fieldTypes.find((type) => type === schema['type']) ?? '';
}

const ofText = ['enum', 'minLength', 'maxLength', 'pattern', 'format'];
const ofNumber = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const ofList = ['items', 'minItems', 'maxItems', 'uniqueItems'];
const ofObject = ['properties', 'required', 'additionalProperties'];
const own: Record<FieldType, readonly string[]> = {
  string: ofText,
  number: ofNumber,
  integer: ofNumber,
  boolean: [],
  array: ofList,
  object: ofObject,
  '': [],
};

/** @returns the schema as another type: what only the old type had is gone, title and description stay. */
export function asType(schema: Schema, type: FieldType): Schema {
  const stays = new Set(own[type]);
  const gone = new Set(
    [...ofText, ...ofNumber, ...ofList, ...ofObject, 'default', 'const'].filter((key) => !stays.has(key)),
  );
  const rest = Object.entries(schema).filter(([key]) => key !== 'type' && !gone.has(key));
  return pruned({ type: type || undefined, ...Object.fromEntries(rest) });
}

/** New values for keywords; undefined takes one away. */
export const withKeywords = (schema: Schema, patch: Schema): Schema => pruned({ ...schema, ...patch });

const pruned = (schema: Schema): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));

/** Why a field cannot have a name, as a sentence; undefined when it can. */
export function refuseName(name: string, others: readonly string[]): string | undefined {
  if (name === '') return 'A field needs a name.';
  if (others.includes(name)) return `There is already a field "${name}".`;
  return undefined;
}

/** The words of an enum; undefined where it is no list of texts. */
export function wordsOf(schema: Schema): string[] | undefined {
  const words = schema['enum'];
  if (words === undefined) return [];
  return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
}
