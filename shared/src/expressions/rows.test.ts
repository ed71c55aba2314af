import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  celOf,
  comparisons,
  isGroup,
  rowsOf,
  type Comparison,
  type Literal,
  type Right,
  type Row,
  type Rows,
} from './rows.ts';
import { compiled, sample, sampleValues, valueOf } from './sample.ts';
import { scopeOf } from './scope.ts';

const scope = scopeOf(sample, { at: 'exit', node: 'judge' });
const read = (source: string) => rowsOf(source, scope);

describe('CEL is shown as rows', () => {
  test.each<[string, Row]>([
    ['state.amount > 500', { left: 'state.amount', compare: '>', right: { value: 500 } }],
    ['500 < state.amount', { left: 'state.amount', compare: '>', right: { value: 500 } }],
    ['state.count == -2', { left: 'state.count', compare: '==', right: { value: -2 } }],
    ['input == "https://a.example"', { left: 'input', compare: '==', right: { value: 'https://a.example' } }],
    ["state.intent == 'billing'", { left: 'state.intent', compare: '==', right: { value: 'billing' } }],
    ['input.contains("refund")', { left: 'input', compare: 'contains', right: { value: 'refund' } }],
    ['!input.contains(state.name)', { left: 'input', compare: 'not-contains', right: { path: 'state.name' } }],
    ['"red" in state.tags', { left: 'state.tags', compare: 'has-item', right: { value: 'red' } }],
    ['!(state.intent in ["a", "b"])', { left: 'state.intent', compare: 'not-in', right: { values: ['a', 'b'] } }],
    ['state.open', { left: 'state.open', compare: 'true' }],
    ['!output.passed', { left: 'output.passed', compare: 'false' }],
    ['!has(state.order)', { left: 'state.order', compare: 'not-there' }],
    [
      'state.amount >= state.order.total',
      { left: 'state.amount', compare: '>=', right: { path: 'state.order.total' } },
    ],
  ])('%s', (source, row) => expect(read(source)).toEqual({ join: 'and', entries: [row] }));

  test('with groups in groups', () => {
    expect(read('state.open && (visits > 1 || hops > 2) && state.count == 1')).toMatchObject({
      join: 'and',
      entries: [
        { compare: 'true' },
        { join: 'or', entries: [{ left: 'visits' }, { left: 'hops' }] },
        { left: 'state.count' },
      ],
    });
    expect(read('')).toEqual({ join: 'and', entries: [] });
  });
});

test.each([
  'state.amount * 2 > 500',
  'state.tags.exists(t, t == "red")',
  'state.open ? true : false',
  '!(state.open && state.count > 1)',
  'size(state.tags) > 2',
  'state["amount"] > 2',
  'state.order.lines[0].price > 2',
  'state.open // when we are there',
  'state.amount >',
  'true',
])('what rows cannot say stays CEL: %s', (source) => expect(read(source)).toBeUndefined());

/** Rows as somebody may build them. */
const path = fc.constantFrom(
  'state.amount',
  'state.name',
  'state.tags',
  'state.intent',
  'input',
  'output.passed',
  'visits',
);
const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
    .map((value) => Math.round(value * 100) / 100),
  fc.boolean(),
  fc.constant(null),
);
function rightFor(compare: Comparison): fc.Arbitrary<Right | undefined> {
  if (['true', 'false', 'there', 'not-there'].includes(compare)) return fc.constant(undefined);
  if (compare === 'in' || compare === 'not-in') return fc.record({ values: fc.array(literal, { maxLength: 3 }) });
  return fc.oneof(fc.record({ value: literal }), fc.record({ path }));
}
const row: fc.Arbitrary<Row> = fc
  .tuple(path, fc.constantFrom(...comparisons))
  .chain(([left, compare]) => rightFor(compare).map((right) => ({ left, compare, ...(right && { right }) })));
const rows = (depth: number): fc.Arbitrary<Rows> =>
  fc.record({
    join: fc.constantFrom('and' as const, 'or' as const),
    entries: fc.array(
      depth === 0 ? row : fc.oneof({ weight: 3, arbitrary: row }, { weight: 1, arbitrary: rows(depth - 1) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  });

/** Whether values that hold or not, by their path and comparison, make the whole hold. */
const holds = ({ join, entries }: Rows, is: (row: Row) => boolean): boolean => {
  const one = (entry: Row | Rows): boolean => (isGroup(entry) ? holds(entry, is) : is(entry));
  return join === 'and' ? entries.every(one) : entries.some(one);
};
const every = (made: Rows): Row[] => made.entries.flatMap((entry) => (isGroup(entry) ? every(entry) : [entry]));

test('rows that are written as CEL are read as the same rows, and hold when they did', () => {
  fc.assert(
    fc.property(rows(2), fc.func(fc.boolean()), (made, truth) => {
      const back = read(celOf(made));
      if (!back) throw new Error(`not read: ${celOf(made)}`);
      const is = (one: Row): boolean => truth(JSON.stringify(one));
      // `-0` is written `0`, as everybody reads it.
      expect(every(back)).toEqual(JSON.parse(JSON.stringify(every(made))));
      expect(holds(back, is)).toBe(holds(JSON.parse(JSON.stringify(made)) as Rows, is));
      expect(celOf(back)).toBe(celOf(made));
    }),
    { numRuns: 300 },
  );
});

test('rows mean what the CEL meant that they were read from', () => {
  const sources = [
    '500 < state.amount || !(state.intent in ["returns"]) && state.open',
    '(state.open && visits == 1) || (hops > 2 && !input.contains("x"))',
    'state.open && (state.count == 7 && ("red" in state.tags || has(state.order)))',
    '!has(state.order) || state.name.startsWith("M") && input.endsWith("back")',
  ];
  for (const source of sources) {
    const made = read(source);
    expect(made).toBeDefined();
    const again = made ? celOf(made) : '';
    expect(compiled(again).ok).toBe(true);
    for (const open of [true, false])
      for (const count of [1, 7]) {
        const values = { ...sampleValues, state: { ...sampleValues.state, open, count } };
        expect(valueOf(again, values)).toEqual(valueOf(source, values));
      }
  }
});
