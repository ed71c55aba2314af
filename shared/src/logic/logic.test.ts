import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCondition, scopeOf } from '../expressions/index.ts';
import { condition, conditionGraph, conditionValues as values } from '../testing/conditions.ts';
import { all, isImpossible, truth, witness, type Outcome } from './index.ts';

const graph = conditionGraph;
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
      { numRuns: 1000 },
    );
    expect(decided).toBeGreaterThan(30);
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
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(50);
  });
});
