import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzy, partsOf } from './fuzzy.ts';

const ranked = (query: string, ...texts: string[]): string[] =>
  texts
    .map((text) => ({ text, match: fuzzy(query, text) }))
    .filter(({ match }) => match !== undefined)
    .toSorted((a, b) => (b.match?.score ?? 0) - (a.match?.score ?? 0))
    .map(({ text }) => text);

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

describe('what fits', () => {
  test('is every text that has the letters in their order, and no other', () => {
    fc.assert(
      fc.property(word, text, (query, words) => {
        const inOrder = new RegExp(query.split('').join('.*')).test(words);
        expect(fuzzy(query, words) !== undefined).toBe(inOrder);
      }),
    );
  });

  test('is marked by the letters that were typed', () => {
    fc.assert(
      fc.property(word, text, (query, words) => {
        const match = fuzzy(query, words);
        if (match) expect(match.marks.map((mark) => words.charAt(mark)).join('')).toBe(query);
      }),
    );
  });

  test('is found by its words in any order', () => {
    expect(fuzzy('theme dark', 'Dark theme')).toBeDefined();
    expect(fuzzy('dark blue', 'Dark theme')).toBeUndefined();
  });
});

describe('what fits best', () => {
  test('has the letters at the beginnings of its words', () => {
    expect(ranked('rd', 'Order', 'Card', 'Refund desk')[0]).toBe('Refund desk');
  });
  test('has them in a row', () => {
    expect(ranked('bil', 'Bright idea list', 'Billing')).toEqual(['Billing', 'Bright idea list']);
  });
  test('is the shorter one of two', () => {
    expect(ranked('undo', 'Undo: Delete Triage', 'Undo')[0]).toBe('Undo');
  });
});

test('a text in parts is still the text, with the letters that were found apart', () => {
  expect(partsOf('Undo 👍', [0, 1])).toEqual([
    { at: 0, part: 'Un', marked: true },
    { at: 2, part: 'do 👍', marked: false },
  ]);
});
