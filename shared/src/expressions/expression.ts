/** What a compiled expression is to those who use it. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Json, JsonObject } from '../graph/json.ts';
import type { ExpressionError } from './errors.ts';

/**
 * Values of the variables, as JSON. One that is missing has no value, and neither has one that is null where a schema says
 * otherwise (`confidence`): what needs it fails.
 */
export type Values = { readonly [name: string]: unknown };
export type Evaluated<Of extends Json = Json> = { ok: true; value: Of } | { ok: false; error: string };

export interface Expression<Of extends Json = Json> {
  readonly source: string;
  /** What it gives, as CEL writes it: `bool`, `list<string>`, `dyn`. */
  readonly type: string;
  /** What types and can still not be meant, such as a comparison with a word that never comes. */
  readonly doubts: readonly ExpressionError[];
  /** Its syntax tree, for those who reason about it. */
  readonly tree: ASTNode;
  /** The paths that it looks at, such as `["state", "amount"]`. */
  readonly reads: readonly (readonly string[])[];
  evaluate(values: Values): Evaluated<Of>;
  /** The values that it looks at, by path: `{ "state.amount": 900 }`. What is not there is left out. */
  evidence(values: Values): JsonObject;
}

export type Compiled<Of extends Json = Json> =
  | { ok: true; expression: Expression<Of> }
  | { ok: false; errors: ExpressionError[] };
