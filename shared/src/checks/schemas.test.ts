import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../graph/json.ts';
import type { Graph } from '../graph/schema.ts';
import { patternProblem } from '../patterns/index.ts';
import { agent, graph, handoff } from './examples/made.ts';
import { checkGraph } from './index.ts';

const found = (document: Graph) =>
  checkGraph(document, { patternProblem }).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const inState = (schema: JsonSchema) => found(graph({ state: { s: schema } }));

describe('a broken schema is told where it stands, and nothing else is', () => {
  test.each<[JsonSchema, string]>([
    [{ type: 'string', pattern: '(', default: 'x' }, 'bad-pattern /state/s/pattern'],
    [{ patternProperties: { '(?=a)': true } }, 'bad-pattern /state/s/patternProperties/(?=a)'],
    [{ $ref: '#', default: 'x' }, 'bad-schema /state/s/$ref'],
    [{ $ref: 'nowhere', default: 'x' }, 'bad-schema /state/s/$ref'],
    [
      { items: { $ref: '#/$defs/a' }, $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } } },
      'bad-schema /state/s/$defs/a/anyOf/0/$ref',
    ],
    [{ properties: { a: 'string' } }, 'bad-schema /state/s/properties/a'],
    [{ type: 'text' }, 'bad-schema /state/s/type'],
    [{ items: { required: true } }, 'bad-schema /state/s/items/required'],
    [{ minLength: -1 }, 'bad-schema /state/s/minLength'],
    [{ multipleOf: 0 }, 'bad-schema /state/s/multipleOf'],
    [{ anyOf: [] }, 'bad-schema /state/s/anyOf'],
    [{ dependentRequired: { a: 'b' } }, 'bad-schema /state/s/dependentRequired'],
  ])('%j', (schema, place) => expect(inState(schema)).toEqual([`error ${place}`]));

  test('wherever a schema stands', () => {
    const bad = { minimum: 'a' };
    const document = graph({
      tools: [{ id: 't', type: 'builtin', builtin: 'now', args: bad }],
      nodes: [agent('a', { output: bad, tools: ['t'] }), { id: 'b', kind: 'human', answer: bad }],
      handoffs: [handoff('a', 'b', { trigger: { on: 'model', args: bad } })],
    });
    expect(found(document).filter((one) => one.includes('bad-schema'))).toEqual([
      'error bad-schema /tools/0/args/minimum',
      'error bad-schema /nodes/0/output/minimum',
      'error bad-schema /nodes/1/answer/minimum',
      'error bad-schema /handoffs/0/trigger/args/minimum',
    ]);
  });
});

test.each<JsonSchema>([
  { type: ['string', 'null'], pattern: '^[A-Z]+$', format: 'email', minLength: 0, examples: ['A'] },
  { properties: { pattern: { type: 'string' }, type: {}, $ref: { type: 'number' } }, required: ['type'] },
  { enum: [{ $ref: 'nowhere' }], const: { type: 'text' }, default: { $ref: 'nowhere' } },
  { items: [{ type: 'string' }], additionalItems: false, definitions: { a: true } },
  { $ref: '#/$defs/a', $defs: { a: { properties: { b: { $ref: '#/$defs/a' } } } } },
  { 'x-note': 3, title: 'Any', description: '', deprecated: true },
])('%j is a schema', (schema) => expect(inState(schema).filter((one) => one.startsWith('error'))).toEqual([]));

test('what values are held to is bounded for a graph as a whole', () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => {
      const next = { $ref: `#/$defs/d${at + 1}` };
      return [`d${at}`, at < 39 ? { allOf: [next, next] } : { type: 'string' }];
    }),
  );
  const keys = Array.from({ length: 200 }, (_, at) => `k${at}`);
  const bombs = Object.fromEntries(keys.map((key) => [key, { $ref: '#/$defs/d0', $defs, default: 'x' }]));
  expect(found(graph({ state: { first: { type: 'number', default: 'x' }, ...bombs } }))).toEqual([
    'warning default-misfit /state/first/default',
  ]);
});

test('more patterns than can be compiled in a moment are an error, and not compiled', () => {
  const looked: string[] = [];
  const many = Array.from({ length: 2000 }, (_, at) => ({ pattern: `${at}|b`.repeat(250) }));
  const document = graph({ state: { s: { anyOf: many } } });
  const problems = checkGraph(document, { patternProblem: (pattern) => void looked.push(pattern) });
  expect(looked.length).toBeLessThan(100);
  expect(problems).toHaveLength(2000 - looked.length);
  expect(problems.at(-1)).toMatchObject({
    code: 'bad-pattern',
    message: expect.stringContaining('the patterns of this graph are too many') as string,
  });
});
