import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from './json.ts';
import { formats } from '../schemas/formats.ts';
import { keywords } from '../schemas/keywords.ts';
import { validateJson } from './validate.ts';

beforeAll(() => import('../patterns/index.ts'));

const names = keywords.map(([name]) => name);
const many = <Of extends Json>(count: number, one: Of): Of[] => Array.from({ length: count }, () => one);
const keys = (count: number): Json => Object.fromEntries(many(count, 0).map((_, at) => [`b${at}`, 1]));

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

  test('half of a character in a key is a key like any other', () => {
    const half = '\ud800';
    expect(validateJson({ additionalProperties: { type: 'number' } }, { [half]: 1 })).toEqual([]);
    expect(validateJson({ properties: { [half]: { type: 'string' } } }, { [half]: 1 })).toMatchObject([
      { path: `/${half}` },
    ]);
  });
});

describe('a schema or a value that is made to take for ever', () => {
  test('patterns take no longer than the text is long', () => {
    const text = `${'a'.repeat(50_000)}!`;
    expect(validateJson({ type: 'string', pattern: '^(a+)+$' }, text)).toHaveLength(1);
    expect(validateJson({ patternProperties: { '^(a+)+$': false } }, { [text]: 1 })).toEqual([]);
  });

  test.each([...formats.keys()])('the format %s takes no longer than the text is long', (format) => {
    const pieces = ['a', '1', '1.', 'a.', 'a-', ':', '::', '/', '%20', '.', '-', '@', '{a}', '~0', '(', '"\\', '1:'];
    const starts = ['', 'http://', 'http://a@', 'P', 'PT', '#', '"', '[', 'a:', '/', 'http://['];
    for (const start of starts)
      for (const piece of pieces) validateJson({ format }, `${start}${piece.repeat(20_000)}\n`);
  });

  const bomb = (steps: number): JsonSchema => ({
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries(
      Array.from({ length: steps }, (_, at) => {
        const next = { $ref: `#/$defs/d${at + 1}` };
        return [`d${at}`, at + 1 < steps ? { allOf: [next, next] } : { type: 'string' }];
      }),
    ),
  });
  const tooMuch = [{ path: '', message: expect.stringMatching(/^takes more than 500000 steps/) as string }];

  test('references that double with each step are given up', () => {
    expect(validateJson(bomb(10), 'a')).toEqual([]);
    expect(validateJson(bomb(60), 'a')).toEqual(tooMuch);
  });

  test.each<[string, JsonSchema, Json]>([
    [
      'many kinds of things',
      { items: { anyOf: Array.from({ length: 1000 }, () => ({ type: 'string' })) } },
      many(1000, 1),
    ],
    ['many words', { items: { enum: many(5000, 'x'.repeat(200)) } }, many(5000, 'y'.repeat(200))],
    [
      'many patterns',
      { patternProperties: Object.fromEntries(many(900, 0).map((_, at) => [`a${at}`, {}])) },
      keys(900),
    ],
    ['one large value', { items: { const: many(9000, {}) } }, many(900, many(9000, {}) as Json)],
    ['long texts', { items: { minLength: 1 } }, many(900, 'a'.repeat(100_000))],
  ])('%s are given up', (_, schema, value) => expect(validateJson(schema, value)).toEqual(tooMuch));

  test('many that differ are told from each other in one go', () => {
    expect(
      validateJson(
        { uniqueItems: true },
        many(50_000, 0).map((_, at) => at),
      ),
    ).toEqual([]);
  });

  test('what nests for ever is no error of ours', () => {
    let deep: Json = 1;
    for (let level = 0; level < 50_000; level++) deep = [deep];
    const list = { items: { $ref: '#' } };
    expect(validateJson(list, deep)).toMatchObject([{ message: expect.stringContaining('deeper than') as string }]);
    expect(validateJson({ uniqueItems: true }, deep)).toHaveLength(1);
    let schema: JsonSchema = {};
    for (let level = 0; level < 50_000; level++) schema = { not: schema };
    expect(validateJson(schema, 1)).toHaveLength(1);
  });
});

describe('a schema that is broken', () => {
  test.each<[JsonSchema, string]>([
    [{ pattern: '(' }, 'the pattern "(" cannot be used'],
    [{ pattern: 'a{1000}'.repeat(9) }, 'cannot be used'],
    [{ $ref: 'nowhere' }, 'its $ref "nowhere" leads nowhere'],
    [{ $ref: '#/$defs/x' }, 'its $ref "#/$defs/x" leads nowhere'],
    [{ $ref: '#x' }, 'leads nowhere'],
    [{ $ref: 'http://[' }, 'leads nowhere'],
    [{ $ref: '#' }, 'comes back to itself without end'],
    [{ allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { anyOf: [{ $ref: '#' }] } } }, 'without end'],
    [{ not: 3 }, 'what stands where a schema must stand is none'],
    [{ anyOf: ['string'] }, 'is none'],
  ])('%j fits nothing, and says why', (schema, words) => {
    expect(validateJson(schema, 'x')).toEqual([
      { path: '', message: expect.stringMatching(/^cannot be checked, because its schema is broken: /) as string },
    ]);
    expect(validateJson(schema, 'x')[0]?.message).toContain(words);
  });

  test('is never thrown, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 4 })),
        fc.jsonValue(),
        (any, value) => {
          validateJson(any as JsonSchema, value);
        },
      ),
    );
  });
});

describe('references', () => {
  const tree = { type: 'object', properties: { next: { $ref: '#' }, size: { type: 'number' } } };

  test('may come back further inside of the value', () => {
    expect(validateJson(tree, { next: { next: { size: 'x' } } })).toMatchObject([{ path: '/next/next/size' }]);
  });

  test.each<JsonSchema>([
    { $ref: '#/$defs/a~1b', $defs: { 'a/b': { type: 'number' } } },
    { $ref: '#/$defs/a%20b', $defs: { 'a b': { type: 'number' } } },
    { $ref: '#size', $defs: { a: { $anchor: 'size', type: 'number' } } },
    { $ref: 'size', $id: 'https://a.example/all', $defs: { a: { $id: '/size', type: 'number' } } },
    { $ref: 'urn:size#/$defs/b', $defs: { a: { $id: 'urn:size', $defs: { b: { type: 'number' } } } } },
  ])('%j leads to a number', (schema) => {
    expect(validateJson(schema, 'x')).toEqual([{ path: '', message: 'must be a number, and is text' }]);
    expect(validateJson(schema, 3)).toEqual([]);
  });
});

test.each<[JsonSchema, Json, boolean]>([
  [{ properties: { a: {} }, unevaluatedProperties: false }, { a: 1 }, true],
  [{ allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, { a: 1 }, true],
  [
    { anyOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }, {}], unevaluatedProperties: false },
    { a: 1 },
    false,
  ],
  [{ if: { required: ['a'] }, then: { properties: { a: {} } }, unevaluatedProperties: false }, { a: 1 }, true],
  [{ prefixItems: [{}], unevaluatedItems: false }, [1, 2], false],
  [{ contains: { type: 'string' }, unevaluatedItems: { type: 'number' } }, ['a', 2], true],
  [{ items: [{ type: 'string' }], additionalItems: false }, ['a', 1], false],
  [{ prefixItems: [{ type: 'string' }], items: { type: 'number' } }, ['a', 1], true],
  [{ contains: {}, minContains: 2, maxContains: 3 }, [1], false],
  [{ contains: {}, minContains: 2, maxContains: 3 }, [1, 2, 3, 4], false],
  [{ dependencies: { a: ['b'] } }, { a: 1 }, false],
  [{ dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, false],
  [{ const: { a: 1, b: [2] } }, { b: [2], a: 1 }, true],
  [
    { uniqueItems: true },
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    false,
  ],
  [{ uniqueItems: true }, [1, '1', true, null, [], {}], true],
  [{ multipleOf: 0.01 }, 19.99, true],
  [{ multipleOf: 0.3 }, 1e308, false],
  [{ type: 'integer' }, 1e20, true],
  [{ required: ['toString'] }, {}, false],
])('%j of %j is %s', (schema, value, fits) => expect(validateJson(schema, value).length === 0).toBe(fits));

test.each<[string, string[], string[]]>([
  ['date', ['2024-02-29'], ['2026-02-29', '2026-13-01', '2026-1-1']],
  ['time', ['09:30:00Z', '23:59:60Z', '15:59:60-08:00'], ['09:30:00', '24:00:00Z', '22:59:60Z', '1:2:3Z']],
  ['date-time', ['2026-03-14T09:30:00.5+01:00', '2026-03-14t09:30:00z'], ['2026-03-14', '2026-03-14T09:30:00']],
  ['duration', ['P3D', 'PT90M', 'P4W', 'P1Y2M3DT4H'], ['P', 'PT', 'P1YT', 'P1D2Y', 'PT1H2S', 'P1W2D']],
  [
    'email',
    ['ada@example.com', '"a b"@example.com', 'a@[192.0.2.1]'],
    ['ada', 'a..b@example.com', '.a@example.com', 'a@'],
  ],
  ['hostname', ['example.com', 'a'], ['-a.com', 'a_b', '', 'a..b', 'a'.repeat(64)]],
  ['ipv4', ['192.0.2.1'], ['256.1.1.1', '1.1.1', '01.1.1.1']],
  [
    'ipv6',
    ['::', '::1', '1::', '2001:db8::1', '::ffff:192.0.2.1'],
    [':', '1:2', ':::', '1::2::3', '12345::', '1.2.3.4::'],
  ],
  [
    'uri',
    ['https://example.com/a?b#c', 'mailto:a@b', 'urn:a:b', 'http://[::1]:80/'],
    ['a/b', 'http://a b', '//a', 'http://[a]', 'a:#b#c'],
  ],
  ['uri-reference', ['/a', 'a', '', '#x', '//a/b'], ['a b', '\\\\a', '%zz']],
  ['url', ['https://example.com/help', 'http://localhost:80'], ['example.com', 'mailto:a@b', 'http://a b', 'http://']],
  ['uri-template', ['/a/{b}', '{+a,b*}', '{a.b:3}'], ['{', '{}', '{a b}', '{a..b}']],
  ['uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['123e4567']],
  ['json-pointer', ['', '/a~0b'], ['a', '/~2']],
  ['relative-json-pointer', ['0#', '1/a'], ['/a', '01']],
  ['regex', ['^a+$'], ['(', '(?=a)']],
])('%s is told from what is none', (format, right, wrong) => {
  expect(right.filter((text) => validateJson({ format }, text).length > 0)).toEqual([]);
  expect(wrong.filter((text) => validateJson({ format }, text).length === 0)).toEqual([]);
});
