/** A value that fits a JSON Schema, for the common cases: what a form begins with, and what the script model makes up. */
import { isObject, type Json } from './json.ts';

interface Filling {
  text: string;
  number: number;
  /** Which of the values of an `enum`. */
  choose: (choices: readonly Json[]) => Json | undefined;
}

const plain: Filling = { text: '', number: 0, choose: ([first]) => first };

export function sampleValue(schema: Json | undefined, filling: Filling = plain): Json {
  if (!isObject(schema)) return filling.text;
  const { type, properties } = schema;
  const choices = schema['const'] === undefined ? schema['enum'] : [schema['const']];
  if (Array.isArray(choices) && choices.length > 0) return filling.choose(choices) ?? null;
  if (type === 'number' || type === 'integer') return filling.number;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'array') return [];
  if (!isObject(properties)) return type === 'object' ? {} : filling.text;
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, sampleValue(inner, filling)]));
}
