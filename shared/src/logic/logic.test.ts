import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCondition, scopeOf } from '../expressions/index.ts';
import type { Graph } from '../graph/schema.ts';
import { all, isImpossible, truth, witness, type Outcome } from './index.ts';

const graph: Graph = {
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
const scope = scopeOf(graph, { at: 'exit', node: 'a' });

function compiled(source: string) {
  const made = compileCondition(source, scope);
  if (!made.ok) throw new Error(`${source}: ${JSON.stringify(made.errors)}`);
  return made.expression;
}
const when = (source: string, outcome: Outcome = 'true') => truth(compiled(source).tree, scope.variables, outcome);

describe('what can never be true', () => {
  test.each([
    'false',
    'state.x > 5.0 && state.x < 3.0',
    'state.x > 5 && 3 > state.x',
    'state.n > 5 && state.n < 6',
    'state.x >= 5.0 && state.x < 5.0',
    'state.word == "red" && state.word == "green"',
    'state.word == "violet"',
    'state.word in ["violet", "pink"]',
    '!(state.word in ["red", "green", "blue"])',
    'state.word != "red" && state.word != "green" && state.word != "blue"',
    'state.open && !state.open',
    'state.open == true && state.open == false',
    '!has(state.x) && state.x > 0',
    'visits < 1',
    'hops < 0',
    'confidence > 1.0',
    'size(state.list) < 0',
    'size(state.list) > 3 && size(state.list) == 0',
    'input.contains("a") && !input.contains("a")',
    'state.x + 1.0 > 3.0 && state.x + 1.0 < 2.0',
    '(state.x > 5.0 || state.open) && state.x < 3.0 && !state.open',
    'state.open ? state.x > 5.0 && state.x < 3.0 : false',
    'state.text == "a" && state.text == "b"',
    '(state.text == "a") != true && state.text == "a" && false',
    'state.order.amount > 5.0 && state.order["amount"] < 5.0',
    '[1].exists(i, i > 2) && ![1].exists(i, i > 2)',
  ])('%s', (source) => expect(isImpossible(when(source))).toBe(true));
});

describe('what may be true, or is not known', () => {
  test.each([
    'true',
    'state.x > 5.0 && state.x < 6.0',
    'state.n >= 5 && state.n < 6',
    'state.x > 5.0 || state.x < 3.0',
    'state.word != "red" && state.word != "green"',
    'state.some == 1 || state.some == "a"',
    'state.x > state.order.amount && state.x < state.order.amount',
    'visits == 1',
    'has(state.x) && state.x > 0.0',
    'input.contains("a") && !input.contains("b")',
  ])('%s', (source) => expect(isImpossible(when(source))).toBe(false));
});

test('what is not true may have failed: two opposites do not cover a value that is missing', () => {
  const neither = all(when('state.open', 'not-true'), when('!state.open', 'not-true'));
  expect(isImpossible(neither)).toBe(false);
  expect(isImpossible(all(neither, when('has(state.open)')))).toBe(true);
});

test('a formula that is too large to decide is claimed nothing of', () => {
  const parts = Array.from({ length: 14 }, (_, index) => `(state.x == ${index}.0 || input == "${index}")`);
  const source = [...parts, 'state.open && !state.open || state.x > 99.0'].join(' && ');
  expect(isImpossible(when(source))).toBe(false);
});

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
const condition = fc
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

const plain = { noNullPrototype: true } as const;
const values = fc.record(
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

describe('whatever the conditions', () => {
  test('what is called impossible happens for no values', () => {
    let decided = 0;
    fc.assert(
      fc.property(condition, condition, values, (first, second, given) => {
        const results = [compiled(first).evaluate(given), compiled(second).evaluate(given)] as const;
        const outcomes = results.map((result): Outcome[] => {
          if (!result.ok) return ['not-true', 'not-false'];
          return result.value ? ['true', 'not-false'] : ['false', 'not-true'];
        });
        for (const one of outcomes[0] ?? [])
          for (const other of outcomes[1] ?? [])
            expect(isImpossible(all(when(first, one), when(second, other)))).toBe(false);
        if (isImpossible(all(when(first), when(second)))) decided++;
      }),
      { numRuns: 3000 },
    );
    expect(decided).toBeGreaterThan(100);
  });

  test('an example makes both true', () => {
    let found = 0;
    fc.assert(
      fc.property(condition, condition, (first, second) => {
        const sides = [compiled(first), compiled(second)];
        const example = witness({
          formula: all(when(first), when(second)),
          trees: sides.map((side) => side.tree),
          proven: (tried) =>
            sides.every((side) => {
              const result = side.evaluate({ visits: 2, ...tried });
              return result.ok && result.value;
            }),
        });
        if (example) found++;
        if (isImpossible(all(when(first), when(second)))) expect(example).toBe(undefined);
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(150);
  });
});
