/** JSON Schema (draft 2020-12) over a value, without generated code, so that it runs under a strict CSP. */
import { Validator } from '@cfworker/json-schema';
import type { JsonSchema } from './json.ts';

export interface Misfit {
  /** JSON Pointer into the value. */
  path: string;
  message: string;
}

/** @returns why the value does not fit, innermost reasons first; empty when it fits. */
export function validateJson(schema: JsonSchema, value: unknown): Misfit[] {
  const { valid, errors } = new Validator(schema, '2020-12', false).validate(value);
  if (valid) return [];
  const inner = errors.filter(
    (error) => !['properties', 'items', 'prefixItems', 'allOf', 'anyOf', 'oneOf', '$ref'].includes(error.keyword),
  );
  return (inner.length > 0 ? inner : errors).map((error) => ({
    path: error.instanceLocation.replace(/^#/, ''),
    message: error.error,
  }));
}
