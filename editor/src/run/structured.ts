/** Words that are structured output: one JSON value and nothing else, as agents with an output schema and joins say it. */
import { isObject, type Json, type JsonObject } from '@baton/shared/graph';

/** @returns the object or the list, or undefined where the words are words; so is `[1]`, which is a reference to a source. */
export function structured(text: string): JsonObject | Json[] | undefined {
  if (!looksStructured(text) && !/^\s*\[\s*["{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    if (Array.isArray(value)) return value;
    return isObject(value) && Object.keys(value).length > 0 ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Also of an object that is still being written. */
export const looksStructured = (text: string): boolean => /^\s*\{\s*("|\}|$)/.test(text);
