/**
 * Marks make knowledge visible: every source of words in a random graph (a model, a tool, a person, the user) says a
 * mark of its own, `§who.what§`, so that a test can see in any text whose words have reached it.
 */

export const mark = (...parts: (string | number)[]): string => `§${parts.join('.')}§`;

/** The marks in a text, or anywhere in a JSON value. */
export function marksIn(value: unknown): Set<string> {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return new Set(text.match(/§[^§]+§/g));
}
