import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asType,
  entriesOf,
  fieldTypes,
  refuseName,
  type Schema,
  type SchemaEntry,
  typeOf,
  withEntries,
} from './schema.ts';

const order: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: { id: { type: 'string', pattern: '^A' }, lines: { type: 'array', items: { type: 'object' } } },
  required: ['id'],
};

test('an object is its fields, and what has no control stays', () => {
  const entries = entriesOf(order) ?? [];
  expect(entries.map(({ name, required }) => [name, required])).toEqual([
    ['id', true],
    ['lines', false],
  ]);
  expect(withEntries(order, entries)).toEqual(order);
  expect(withEntries(order, entries.slice(0, 1))).toEqual({
    type: 'object',
    additionalProperties: false,
    properties: { id: { type: 'string', pattern: '^A' } },
    required: ['id'],
  });
  expect(withEntries(undefined, [])).toEqual({ type: 'object', properties: {} });
});

describe('what fields cannot show is JSON', () => {
  test.each<[string, Schema]>([
    ['another type', { type: 'array' }],
    ['alternatives', { anyOf: [{ type: 'object' }] }],
    ['a reference', { $ref: '#/$defs/x' }],
    ['any key', { type: 'object', additionalProperties: { type: 'number' } }],
  ])('%s', (_, schema) => expect(entriesOf(schema)).toBeUndefined());
});

test('a field of another type loses what only the old type had', () => {
  expect(asType({ type: 'string', enum: ['a'], description: 'x', format: 'email' }, 'number')).toEqual({
    type: 'number',
    description: 'x',
  });
  expect(asType({ type: 'number', minimum: 1 }, 'integer')).toEqual({ type: 'integer', minimum: 1 });
  expect(asType({ type: 'object', properties: { a: {} } }, '')).toEqual({});
  expect(refuseName('id', ['id'])).toBe('There is already a field "id".');
});

test('whatever the fields are, they are read back as they were written', () => {
  const entry: fc.Arbitrary<SchemaEntry> = fc.record({
    name: fc.stringMatching(/^[a-z_]{1,8}$/),
    schema: fc.constantFrom(...fieldTypes).map((type): Schema => (type ? { type } : {})),
    required: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 5 }), (entries) => {
      expect(entriesOf(withEntries(undefined, entries))).toEqual(entries);
      for (const { schema } of entries) expect(asType(schema, typeOf(schema))).toEqual(schema);
    }),
  );
});
