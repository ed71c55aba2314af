/** A graph and values for the tests of expressions: one state value of each type, and one node of each kind that matters. */
import type { Json } from '../graph/json.ts';
import type { Graph } from '../graph/schema.ts';
import { compileExpression } from './compile.ts';
import type { Compiled, Values } from './expression.ts';
import { scopeOf, type ScopePlace } from './scope.ts';

export const sample: Graph = {
  format: 'baton/1',
  id: 'sample',
  entry: 'agent',
  state: {
    intent: { type: 'string', enum: ['billing', 'returns'] },
    name: { type: 'string' },
    amount: { type: 'number' },
    count: { type: 'integer' },
    open: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    order: {
      type: 'object',
      properties: {
        total: { type: 'number' },
        lines: {
          type: 'array',
          items: { type: 'object', properties: { price: { type: 'number' }, pieces: { type: 'integer' } } },
        },
      },
    },
    prices: { type: 'object', additionalProperties: { type: 'number' } },
    anything: {},
  },
  nodes: [
    { id: 'agent', kind: 'agent' },
    { id: 'judge', kind: 'agent', output: { type: 'object', properties: { passed: { type: 'boolean' } } } },
    { id: 'router', kind: 'router', classify: { labels: [{ name: 'billing' }, { name: 'returns' }] } },
    { id: 'approver', kind: 'human', answer: 'approval' },
    { id: 'writer', kind: 'human' },
    { id: 'form', kind: 'human', answer: { type: 'object', properties: { age: { type: 'integer' } } } },
  ],
};

export const sampleValues = {
  state: {
    intent: 'billing',
    name: 'Mara',
    amount: 450,
    count: 7,
    open: true,
    tags: ['red', 'blue'],
    order: {
      total: 900,
      lines: [
        { price: 2, pieces: 3 },
        { price: 2.5, pieces: 1 },
      ],
    },
    prices: { mug: 18 },
    anything: { whole: 3, half: 2.5, list: [1, 2, 3], nested: { deep: 'yes' } },
  },
  input: 'I want 900 euros back',
  message: 'Of course.',
  output: { passed: true },
  visits: 1,
  hops: 2,
  confidence: 0.4,
} satisfies Values;

export const compiled = (source: string, place: ScopePlace = { at: 'exit', node: 'judge' }): Compiled =>
  compileExpression(source, scopeOf(sample, place));

/** The value of an expression over the sample, or the sentence that says why there is none. */
export function valueOf(source: string, values: Values = sampleValues, place?: ScopePlace): Json | { failed: string } {
  const found = compiled(source, place);
  if (!found.ok) throw new Error(`${source}: ${found.errors.map((error) => error.message).join('; ')}`);
  const result = found.expression.evaluate(values);
  return result.ok ? result.value : { failed: result.error };
}

/** What is wrong with an expression: its first error, and the piece of source that it points at. */
export function errorOf(source: string, place?: ScopePlace): { message: string; at: string } {
  const found = compiled(source, place);
  const [error] = found.ok ? [] : found.errors;
  if (!error) throw new Error(`${source} compiles`);
  return { message: error.message, at: source.slice(error.start, error.end) };
}
