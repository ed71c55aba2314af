/** Random conditions over a state of many types, and random values for them. */
import * as fc from 'fast-check';
import { compileCondition, scopeOf } from '../expressions/index.ts';
import type { Graph } from '../graph/schema.ts';
import { plain } from './values.ts';

/** A graph with a state of many types. */
export const conditionGraph: Graph = {
  format: 'baton/1',
  id: 'logic',
  entry: 'a',
  state: {
    n: { type: 'integer' },
    x: { type: 'number' },
    open: { type: 'boolean' },
    word: { type: 'string', enum: ['red', 'green', 'blue'] },
    text: { type: 'string' },
    some: {},
    order: { type: 'object', properties: { amount: { type: 'number' } } },
    list: { type: 'array', items: { type: 'integer' } },
  },
  nodes: [{ id: 'a', kind: 'agent' }],
};
const scope = scopeOf(conditionGraph, { at: 'exit', node: 'a' });

const leaf = fc.constantFrom(
  ...['<', '<=', '>', '>=', '==', '!='].flatMap((sign) => [1, 2, 3].map((value) => `state.n ${sign} ${value}`)),
  ...['<', '>=', '=='].flatMap((sign) => [1.5, 2].map((value) => `state.x ${sign} ${value.toFixed(1)}`)),
  ...['red', 'green'].flatMap((word) => [`state.word == "${word}"`, `state.word != "${word}"`]),
  'state.word in ["red", "blue"]',
  'state.open',
  'has(state.open)',
  'has(state.x)',
  'state.open == false',
  'state.some == 1',
  'state.some == "red"',
  'state.some > 1',
  'state.some',
  'size(state.list) > 1',
  'state.list.exists(i, i > 1)',
  'state.order.amount > 1.0',
  'has(state.order.amount)',
  'state.text.contains("a")',
  'state.x / state.order.amount > 1.0',
  'state.x / state.order.amount >= 1.0',
  'visits > 1',
  'true',
  'false',
);
/** Conditions that type in `conditionGraph`. */
export const condition = fc
  .letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
      tie('tree').map((inner) => `!(${inner})`),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
    ),
  }))
  .tree.filter((source) => compileCondition(source, scope).ok);

/** Values of their variables, of which some are missing. */
export const conditionValues = fc.record(
  {
    state: fc.record(
      {
        n: fc.integer({ min: 0, max: 4 }),
        x: fc.constantFrom(0, 1, 1.5, 1.75, 2, 3),
        open: fc.boolean(),
        word: fc.constantFrom('red', 'green', 'blue'),
        text: fc.constantFrom('', 'a', 'cat', 'dog'),
        some: fc.constantFrom(1, 2, 'red', true, false, null, [], {}),
        order: fc.record({ amount: fc.constantFrom(0, 1, 2) }, { ...plain, requiredKeys: [] }),
        list: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
      },
      { ...plain, requiredKeys: [] },
    ),
    input: fc.constantFrom('', 'a'),
    visits: fc.integer({ min: 1, max: 3 }),
    hops: fc.nat(3),
  },
  plain,
);
