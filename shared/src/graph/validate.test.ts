import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './json.ts';
import { validateJson } from './validate.ts';

const schema = {
  type: 'object',
  properties: { amount: { type: 'number', minimum: 0 }, tags: { type: 'array', items: { type: 'string' } } },
  required: ['amount'],
  additionalProperties: false,
};

describe('a value against a JSON Schema', () => {
  test('fits', () => {
    expect(validateJson(schema, { amount: 3, tags: ['a'] })).toEqual([]);
    expect(validateJson({}, null)).toEqual([]);
  });

  test.each([
    [{ amount: -1 }, '/amount'],
    [{ amount: 'three' }, '/amount'],
    [{ amount: 3, tags: ['a', 7] }, '/tags/1'],
    [{}, ''],
    [{ amount: 3, colour: 'red' }, '/colour'],
    ['three', ''],
  ])('%j is told why not, at the innermost place', (value, path) => {
    const misfits = validateJson(schema, value);
    expect(misfits.map((misfit) => misfit.path)).toContain(path);
    expect(misfits.every((misfit) => misfit.message.length > 3)).toBe(true);
  });

  test('says it in words', () => {
    expect(validateJson(schema, { amount: 'three', colour: 'red' })).toEqual([
      { path: '/amount', message: 'must be a number, and is text' },
      { path: '/colour', message: 'is not allowed here' },
    ]);
    expect(validateJson(schema, {})).toEqual([{ path: '', message: '"amount" is required' }]);
    expect(validateJson({ enum: ['a', 'b'] }, 'c')).toEqual([{ path: '', message: 'must be "a" or "b"' }]);
  });

  test.each<[JsonSchema, unknown, string]>([
    [{ minLength: 1 }, '', 'must not be empty'],
    [{ minLength: 3 }, 'a', 'must have at least 3 characters'],
    [{ maxLength: 1 }, 'ab', 'must have at most one character'],
    [{ pattern: '^a' }, 'b', 'is not written in the form that is asked for'],
    [{ format: 'email' }, 'b', 'must be an e-mail address'],
    [{ format: 'date' }, 'b', 'must be a date such as 2026-11-26'],
    [{ minimum: 1.5 }, 1, 'must be at least 1.5'],
    [{ exclusiveMinimum: 0 }, 0, 'must be more than 0'],
    [{ maximum: -2 }, 7, 'must be at most -2'],
    [{ exclusiveMaximum: 7 }, 7, 'must be less than 7'],
    [{ multipleOf: 5 }, 7, 'must be a multiple of 5'],
    [{ minItems: 1 }, [], 'must have at least one entry'],
    [{ maxItems: 2 }, [1, 2, 3], 'must have at most 2 entries'],
    [{ uniqueItems: true }, [1, 1], 'must not have the same entry twice'],
    [{ contains: { const: 1 } }, [2], 'does not have the entry that it must have'],
    [{ minProperties: 2 }, { a: 1 }, 'must have at least 2 fields'],
    [{ maxProperties: 1 }, { a: 1, b: 2 }, 'must have at most one field'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '"b" is required where there is "a"'],
    [{ const: 'yes' }, 'no', 'must be "yes"'],
    [{ enum: ['a', 2, null] }, 'no', 'must be "a", 2 or null'],
    [{ type: ['string', 'null'] }, 1, 'must be text or null, and is a number'],
    [{ not: { const: 1 } }, 1, 'must not be this'],
    [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 3, 'fits more than one form'],
  ])('says in words what %j asks of %j', (rule, value, message) => {
    expect(validateJson(rule, value).at(-1)?.message).toBe(message);
  });

  test('a key of the value that holds a slash is one step of the path', () => {
    expect(validateJson({ additionalProperties: { type: 'number' } }, { 'a/b': 'x' })[0]?.path).toBe('/a~1b');
  });
});
