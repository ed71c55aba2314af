/** JSON values, and the two shapes the format builds from them: a JSON Schema and a state value. */
import { z } from 'zod';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const json: z.ZodType<Json> = z.json();

/** A JSON Schema (draft 2020-12) as written in a graph; what it means is left to the validator that runs it. */
export const jsonSchema: z.ZodType<JsonObject> = z.record(z.string(), json);
export type JsonSchema = JsonObject;

export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
