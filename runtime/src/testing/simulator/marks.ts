/**
 * Marks make knowledge visible: every source of words in a random graph (a model, a tool, a person, the user) says a
 * mark of its own, `§who.what§`, so that a test can see in any text whose words have reached it.
 */

export const mark = (...parts: (string | number)[]): string => `§${parts.join('.')}§`;

/** At the end of what a script says: how often it was there, and how far the run had come. */
export const counts = '.{{ visits }}.{{ hops }}';

/** The marks in a text, or anywhere in a JSON value. */
export function marksIn(value: unknown): Set<string> {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return new Set(text.match(/§[^§]+§/g));
}
