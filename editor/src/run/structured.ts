/** Words that are structured output: one JSON object and nothing else, as agents with an output schema say it. */
import { isObject, type JsonObject } from '@baton/shared/graph';

/** @returns the object, or undefined where the words are words. */
export function structured(text: string): JsonObject | undefined {
  if (!looksStructured(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && Object.keys(value).length > 0 ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Also of an object that is still being written. */
export const looksStructured = (text: string): boolean => /^\s*\{\s*("|\}|$)/.test(text);
