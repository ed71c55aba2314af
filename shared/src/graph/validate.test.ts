import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from './json.ts';
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

  test.each<[JsonSchema, Json, string]>([
    [{ type: 'number' }, 'three', 'must be a number, and is text'],
    [{ type: 'integer' }, 3.5, 'must be a whole number, and is 3.5'],
    [{ type: ['string', 'null'] }, 3, 'must be text or null, and is 3'],
    [{ type: 'object' }, [], 'must be an object, and is a list'],
    [{ enum: ['a', 'b'] }, 'c', 'must be one of "a", "b"'],
    [{ const: 'a' }, '', 'must be "a", and is empty'],
    [{ required: ['a"b'] }, {}, '"a"b" is required'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '"b" is required where "a" is given'],
    [{ additionalProperties: false }, { a: 1 }, 'is not allowed here; leave it out'],
    [{ unevaluatedProperties: false }, { a: 1 }, 'is not allowed here; leave it out'],
    [{ propertyNames: { maxLength: 2 } }, { abc: 1 }, 'has the name "abc", which may have at most 2 characters'],
    [{ minLength: 1 }, '', 'must not be empty'],
    [{ minLength: 3 }, '😀', 'must have at least 3 characters, and has 1'],
    [{ maxLength: 1 }, 'ab', 'may have at most 1 character, and has 2'],
    [{ pattern: '^[A-Z]+$' }, 'ab', 'must be written as this pattern says: ^[A-Z]+$'],
    [{ format: 'email' }, 'ada', 'must be an email address, such as ada@example.com'],
    [{ format: 'date' }, '14.3.', 'must be a date, such as 2026-03-14'],
    [{ minimum: 0 }, -1, 'must be at least 0, and is -1'],
    [{ maximum: 5 }, 6, 'must be at most 5, and is 6'],
    [{ exclusiveMinimum: 0 }, 0, 'must be more than 0, and is 0'],
    [{ exclusiveMaximum: 5 }, 5, 'must be less than 5, and is 5'],
    [{ multipleOf: 5 }, 7, 'must be a multiple of 5, and is 7'],
    [{ minItems: 2 }, [1], 'must have at least 2 entries, and has 1'],
    [{ maxItems: 1 }, [1, 2], 'may have at most 1 entry, and has 2'],
    [{ uniqueItems: true }, [1, 1], 'has the same entry twice; each may be there only once'],
    [{ contains: { type: 'number' } }, ['a'], 'has no entry of the kind that it must have'],
    [{ minProperties: 1 }, {}, 'must not be empty'],
    [{ maxProperties: 1 }, { a: 1, b: 2 }, 'may have at most 1 field, and has 2'],
    [{ not: { const: 'a' } }, 'a', 'must not be "a"'],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, true, 'must be text or a number, and is true'],
    [{ oneOf: [{ const: 'a' }, { const: 'b' }] }, 'c', 'must be one of "a", "b"'],
    [
      { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
      3,
      'fits more than one of the ways that are allowed, and must fit exactly one',
    ],
    [{ $ref: '#/$defs/a', $defs: { a: { minimum: 2 } } }, 1, 'must be at least 2, and is 1'],
    [{ if: { type: 'number' }, then: { minimum: 2 } }, 1, 'must be at least 2, and is 1'],
    [{ allOf: [{ minimum: 2 }] }, 1, 'must be at least 2, and is 1'],
  ])('%j says of %j what it must be', (schema, value, message) => {
    expect(validateJson(schema, value).map((misfit) => misfit.message)).toEqual([message]);
  });

  test('says nothing in the words of the library, whatever is asked and given', () => {
    const keywords = fc.record(
      {
        type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object', 'null'),
        enum: fc.array(fc.jsonValue({ maxDepth: 1 }), { minLength: 1 }),
        required: fc.uniqueArray(fc.constantFrom('a', 'b')),
        additionalProperties: fc.boolean(),
        items: fc.constantFrom<Json>({ type: 'string' }, false),
        minItems: fc.nat(3),
        uniqueItems: fc.boolean(),
        minimum: fc.integer(),
        minLength: fc.nat(5),
        pattern: fc.constantFrom('^x', '[0-9]'),
        format: fc.constantFrom('email', 'date', 'uri', 'uuid'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(keywords, keywords, fc.jsonValue({ maxDepth: 3 }), (one, other, value) => {
        const asked = { anyOf: [one, { allOf: [one, other] }] } as JsonSchema;
        for (const { message } of validateJson(asked, value))
          expect(message).not.toMatch(/instance|schema|undefined|^(?!must|may|is|has|fits|")/i);
      }),
    );
  });

  test('of several ways to be right tells what the nearest lacks', () => {
    const kind = (type: string, needs: string): JsonSchema => ({
      type: 'object',
      properties: { type: { const: type } },
      required: ['type', needs],
    });
    const either = { anyOf: [{ type: 'string' }, kind('http', 'url'), kind('code', 'source')] };
    expect(validateJson(either, { type: 'code' })).toEqual([{ path: '', message: '"source" is required' }]);
    expect(validateJson({ items: either }, ['a', { type: 'http' }, { type: 'code' }])).toEqual([
      { path: '/1', message: '"url" is required' },
      { path: '/2', message: '"source" is required' },
    ]);
  });

  test('a key that is no ASCII word is itself in the path', () => {
    expect(validateJson({ additionalProperties: { type: 'number' } }, { 'Größe in m': 'x' })[0]?.path).toBe(
      '/Größe in m',
    );
  });

  test('a key of the value that holds a slash is one step of the path', () => {
    expect(validateJson({ additionalProperties: { type: 'number' } }, { 'a/b': 'x' })[0]?.path).toBe('/a~1b');
  });

  test('a reference with a percent sign that begins no code is followed as it is written', () => {
    const amount = { $ref: '#/$defs/%zz', $defs: { '%zz': { type: 'number' } } };
    expect(validateJson(amount, 'three')).toEqual([{ path: '', message: 'must be a number, and is text' }]);
  });

  test('half of a character in a key fits nowhere, and is no error of ours', () => {
    const half = '\ud800';
    for (const [schema, value] of [
      [{ type: 'object', additionalProperties: false }, { [half]: 1 }],
      [{ type: 'object', additionalProperties: { type: 'number' } }, { [half]: 1 }],
      [{ properties: { [half]: { type: 'string' } } }, { a: 1 }],
    ] as const)
      expect(validateJson(schema, value)).toEqual([{ path: '', message: expect.stringContaining('lone surrogate') }]);
    expect(validateJson({ type: 'object' }, { 'a😀': half })).toEqual([]);
  });
});
