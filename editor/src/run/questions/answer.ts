/** An answer as it is being given: what is still wrong with it, in words, at the field that it is about. */
import { isObject, type Json, type JsonObject, validateJson } from '@baton/shared/graph';

/** By JSON Pointer into the answer; "" is about the answer as a whole. */
export type AnswerErrors = ReadonlyMap<string, string>;

export interface AnswerField {
  key: string;
  schema: JsonObject;
  required: boolean;
}

/** The fields of a form, in the order of its schema; undefined where the schema asks for something other than an object. */
export function fieldsOf(schema: JsonObject): AnswerField[] | undefined {
  const { properties, required } = schema;
  if (schema['type'] !== 'object' && properties === undefined) return undefined;
  if (!isObject(properties)) return undefined;
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).map(([key, entry]) => ({
    key,
    schema: isObject(entry) ? entry : {},
    required: needed.has(key),
  }));
}

export const titleOf = ({ key, schema }: Pick<AnswerField, 'key' | 'schema'>): string =>
  typeof schema['title'] === 'string'
    ? schema['title']
    : key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ');

/** Checks as the server will. @returns what is wrong; empty when the answer fits. */
export function checkAnswer(schema: JsonObject, answer: Json | undefined): AnswerErrors {
  const missing = missingIn(schema, answer);
  const wrong = errorsOf(validateJson(schema, answer));
  if (missing.size === 0) return wrong;
  // That something is missing, JSON Schema says of the whole; here each field says it of itself.
  wrong.delete('');
  return new Map([...wrong, ...missing]);
}

function missingIn(schema: JsonObject, answer: Json | undefined): AnswerErrors {
  const fields = fieldsOf(schema);
  if (!fields) return answer === undefined || answer === '' ? new Map([['', 'An answer is needed.']]) : new Map();
  const given = isObject(answer) ? answer : {};
  return new Map(
    fields
      .filter(({ key, required }) => required && (given[key] === undefined || given[key] === ''))
      .map((field) => [`/${field.key}`, `${titleOf(field)} is needed.`]),
  );
}

/** Of several errors at one place the first is shown. */
export function errorsOf(errors: readonly { path: string; message: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  // The server checks a whole request, whose answer is one of its parts.
  for (const { path, message } of errors) {
    const place = path.replace(/^\/answer(?=\/|$)/, '');
    if (!found.has(place)) found.set(place, message);
  }
  return found;
}

/** What a form begins with: the schema's defaults, and "no" where the question is yes or no. */
export function blankAnswer(schema: JsonObject): JsonObject {
  const blank: JsonObject = {};
  for (const { key, schema: entry, required } of fieldsOf(schema) ?? []) {
    if (entry['default'] !== undefined) blank[key] = entry['default'];
    else if (entry['type'] === 'boolean' && required) blank[key] = false;
  }
  return blank;
}

/** An answer with a field set; an empty one is left out, since nothing was said. */
export function withField(answer: JsonObject, key: string, value: Json | undefined): JsonObject {
  if (value !== undefined && value !== '') return { ...answer, [key]: value };
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== key));
}
