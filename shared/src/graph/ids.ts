/** Names that people read in logs, events and generated code. */
import { z } from 'zod';

/** Own properties of every object's prototype chain that a lower-case id could collide with. */
export const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

const idWords = 'an id is lower-case letters, digits and dashes, starts with a letter, and has at most 64 characters';

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, idWords)
  .refine((value) => !reservedKeys.has(value), 'this word is reserved; choose another id');

/** A key of `state`: an identifier, so that a condition can say `state.order`. */
export const stateKey = z
  .string()
  .regex(
    /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/,
    'a state key is letters, digits and underscores, starts with no digit, and has at most 64 characters',
  )
  .refine((value) => !reservedKeys.has(value), 'this word is reserved; choose another key');

/** CEL source; its types are the checks' business, because they need the whole graph. */
export const expression = z.string().min(1, 'an expression cannot be empty');

/** Text with `{{ CEL }}` in it. */
export const template = z.string();

/** `script`, or `provider:name` such as `openai:gpt-5-mini`. */
export const model = z
  .string()
  .regex(/^(script|[a-z][a-z0-9-]*:\S+)$/, 'a model is "script" or "provider:name", such as "openai:gpt-5-mini"');

/** Further out nothing can be drawn any more. */
const coordinate = z.number().min(-1_000_000).max(1_000_000);
export const position = z.strictObject({ x: coordinate, y: coordinate });
export type Position = z.infer<typeof position>;
