/** Expressions inside of a template of a request, worked out or not at all. */
import type { Json } from '../graph/json.ts';
import { limits } from './environment.ts';
import type { Expression, Values } from './expression.ts';
import { joined, type Template } from './template.ts';

/** @throws Error that says which expression has no value, and why. */
export function valueOf(expression: Expression, values: Values): Json {
  const result = expression.evaluate(values);
  if (result.ok) return result.value;
  throw new Error(`{{ ${expression.source.trim()} }} has no value: ${result.error}`);
}

/**
 * @param what it is, in words.
 * @param textIn of a slot, and what stands before it.
 * @throws Error where it would be longer than a text may be.
 */
export function wholeOf(
  parts: Template['parts'],
  what: string,
  textIn: (slot: Expression, before: string) => string,
): string {
  let before = '';
  const text = joined(parts, limits.text, (part) => {
    if (typeof part !== 'string') return textIn(part, before);
    before = part;
    return part;
  });
  if (text.length <= limits.text) return text;
  throw new Error(`${what} would be longer than ${limits.text} characters`);
}
