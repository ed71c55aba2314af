/** JSON Schema (draft 2020-12) over a value, without generated code, so that it runs under a strict CSP. */
import { Validator } from '@cfworker/json-schema';
import type { JsonSchema } from './json.ts';
import { misfitInWords } from './misfit-words.ts';

export interface Misfit {
  /** JSON Pointer into the value. */
  path: string;
  /** What it must be, or what is missing: read by people who fill in a form and by models that call a tool. */
  message: string;
}

/** Keywords whose own error only says that there is one further in. */
const wrappers: ReadonlySet<string> = new Set([
  'properties',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'unevaluatedItems',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  '$ref',
  '$dynamicRef',
]);

/** A schema is prepared once: it is read out of a document again and again. */
const validators = new WeakMap<JsonSchema, Validator>();

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema) ?? new Validator(schema, '2020-12', false);
  validators.set(schema, known);
  return known;
}

/** @returns why the value does not fit, innermost reasons first; empty when it fits. */
export function validateJson(schema: JsonSchema, value: unknown): Misfit[] {
  const { valid, errors } = validatorOf(schema).validate(value);
  if (valid) return [];
  const inner = errors.filter((error) => !wrappers.has(error.keyword));
  return (inner.length > 0 ? inner : errors).map((error) => ({
    path: error.instanceLocation.replace(/^#/, ''),
    message: misfitInWords(error),
  }));
}
