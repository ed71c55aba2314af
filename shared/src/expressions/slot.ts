/** An expression inside of a template, worked out or not at all. */
import type { Json } from '../graph/json.ts';
import type { Expression, Values } from './expression.ts';

/** @throws Error that says which expression has no value, and why. */
export function valueOf(expression: Expression, values: Values): Json {
  const result = expression.evaluate(values);
  if (result.ok) return result.value;
  throw new Error(`{{ ${expression.source.trim()} }} has no value: ${result.error}`);
}
