import { describe, expect, test } from 'vitest';
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
      { path: '/amount', message: 'must be number, and is string' },
      { path: '/colour', message: 'is not allowed here' },
    ]);
    expect(validateJson(schema, {})).toEqual([{ path: '', message: '"amount" is required' }]);
    expect(validateJson({ enum: ['a', 'b'] }, 'c')).toEqual([{ path: '', message: 'must be one of ["a","b"].' }]);
  });

  test('a key of the value that holds a slash is one step of the path', () => {
    expect(validateJson({ additionalProperties: { type: 'number' } }, { 'a/b': 'x' })[0]?.path).toBe('/a~1b');
  });
});
