import { expect, test } from 'vitest';
import { looksStructured, structured } from './structured.ts';

test('one JSON object is structured output', () => {
  expect(structured(' {"amount": 900, "why": "late"}\n')).toEqual({ amount: 900, why: 'late' });
});

test('a list of texts or objects is, as a join gives it', () => {
  expect(structured('["Fine.", "Too long."]')).toEqual(['Fine.', 'Too long.']);
  expect(structured('[{"verdict": "yes"}, null]')).toEqual([{ verdict: 'yes' }, null]);
});

test.each(['Hello', '', '{}', '[1]', '{ nice } to meet you', '{"a": 1} and more', '["a"] and more', '[]'])(
  '%j is words',
  (text) => expect(structured(text)).toBeUndefined(),
);

test('an object that is still being written is known by its beginning', () => {
  expect(looksStructured('{"amo')).toBe(true);
  expect(looksStructured('{ curly } words')).toBe(false);
});
