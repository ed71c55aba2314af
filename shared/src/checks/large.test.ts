/** Documents made to keep the checks busy: the time is not measured, what would take minutes ends. */
import { expect, test } from 'vitest';
import { agent, graph, handoff } from './examples/made.ts';
import { checkGraph } from './index.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const codes = (problems: readonly { code: string }[]) => new Set(problems.map(({ code }) => code));

test('every unknown name is told, though the names are too many to be compared', () => {
  const name = (letter: string, at: number): string => `${letter}${at}`.padEnd(60, 'abcdefghij');
  const document = graph({
    entry: name('n', 0),
    nodes: range(2000).map((at) => agent(name('n', at))),
    handoffs: range(1000).map((at) => handoff(name('n', at), name('m', at), { id: `h${at}` })),
  });
  const unknown = checkGraph(document).filter(({ code }) => code === 'unknown-node');
  expect(unknown).toHaveLength(1000);
  expect(unknown[0]?.fix).toBeDefined();
  expect(unknown.at(-1)?.fix).toBe(undefined);
});

test('conditions that are hard to reason about are given up, and every error is told', () => {
  // Three of thirty numbers each, as in the problem by which hard ones are measured.
  const clause = (at: number, of: number): string =>
    [1, 7, 12].map((by) => `state.x${(at * 5 + of * by + by) % 30} ${(at + of + by) % 2 ? '>' : '<='} 0`).join(' || ');
  const hard = (at: number): string =>
    range(60)
      .map((of) => `(${clause(at, of)})`)
      .join(' && ');
  const ids = range(150).map((at) => `b${at}`);
  const document = graph({
    state: Object.fromEntries(range(30).map((at) => [`x${at}`, { type: 'integer', default: 0 }])),
    nodes: [agent('a'), ...ids.map((id) => agent(id))],
    handoffs: [
      ...ids.map((id, at) => handoff('a', id, { trigger: { on: 'rule', if: hard(at) } })),
      handoff('b0', 'b1', { trigger: { on: 'rule', if: 'state.gone == 1' } }),
    ],
  });
  expect(codes(checkGraph(document))).toEqual(new Set(['bad-expression']));
});

test('thousands of handoffs of one node are told apart without asking each about all', () => {
  const document = graph({
    state: { x: { type: 'integer', default: 0 } },
    nodes: [agent('a'), agent('b')],
    handoffs: range(20_000).map((at) =>
      handoff('a', 'b', { id: `h${at}`, trigger: { on: 'rule', if: 'state.x == 1' } }),
    ),
  });
  expect(checkGraph(document)).toEqual([]);
});

test('the same is said of a graph each time, also where it is given up', () => {
  const rules = range(400).map((at) => `state.x > ${at} && state.y < ${at * 2} || state.x == ${at % 7}`);
  const document = graph({
    state: { x: { type: 'integer', default: 0 }, y: { type: 'integer', default: 0 } },
    nodes: [agent('a'), ...rules.map((_, at) => agent(`b${at}`))],
    handoffs: rules.map((rule, at) => handoff('a', `b${at}`, { trigger: { on: 'rule', if: rule } })),
  });
  expect(checkGraph(document)).toEqual(checkGraph(document));
});
