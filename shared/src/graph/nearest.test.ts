import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['billing', 'technical', 'returns', 'from', 'to', 'if'];

test.each([
  ['biling', 'billing'],
  ['Billing', 'billing'],
  ['tecnhical', 'technical'],
  ['form', 'from'],
  ['retruns', 'returns'],
  ['fi', undefined],
  ['z', undefined],
  ['supervisor', undefined],
])('%s most likely means %s', (word, meant) => {
  expect(nearest(word, known)).toBe(meant);
});

test('a known word means itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,10}$/), { minLength: 1 }), fc.nat(), (words, at) => {
      const word = words[at % words.length]!;
      expect(nearest(word, words)).toBe(word);
    }),
  );
});
