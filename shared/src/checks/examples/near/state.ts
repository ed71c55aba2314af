/** Near to a problem with the values that nodes write and read. */
import { agent, always, graph, handoff } from '../made.ts';
import { meeting, model, rule, type Near } from './made.ts';

const report = { output: { type: 'object', properties: { amount: { type: 'number' } } }, into: ['amount'] };
const told = { instructions: 'It is about {{ state.amount }} €.' };
const amount = { type: 'number' } as const;

export const state: Near[] = [
  {
    code: 'never-set',
    why: 'a person writes it',
    graph: graph({
      state: { amount },
      nodes: [{ id: 'a', kind: 'human', answer: { type: 'number' }, into: 'amount' }, agent('b', told)],
      handoffs: [handoff('a', 'b')],
    }),
  },
  {
    code: 'bad-schema',
    why: 'a reference that comes back does so further inside of the value',
    graph: graph({
      nodes: [agent('a', { output: { properties: { next: { $ref: '#' }, then: { $ref: '#/properties/next' } } } })],
    }),
  },
  {
    code: 'maybe-unset',
    why: 'every way comes by somebody who writes it',
    graph: graph({
      state: { amount },
      nodes: [agent('a'), agent('b', report), agent('c', report), agent('d', told)],
      handoffs: [
        handoff('a', 'b', { trigger: rule('visits > 1') }),
        handoff('a', 'c', { trigger: { on: 'otherwise' } }),
        handoff('b', 'd'),
        handoff('c', 'd'),
      ],
    }),
  },
  {
    code: 'maybe-unset',
    why: 'one of the branches that all come to the join writes it',
    graph: graph({
      state: { amount },
      nodes: [agent('a', { route: 'all' }), agent('b', report), agent('c'), meeting, agent('d', told)],
      handoffs: [handoff('a', 'b'), handoff('a', 'c'), handoff('b', 'j'), handoff('c', 'j'), handoff('j', 'd')],
    }),
  },
  {
    code: 'maybe-unset',
    why: 'the rule on the way has asked for it',
    graph: graph({
      state: { amount },
      nodes: [agent('a', report), agent('b', told)],
      handoffs: [
        handoff('a', 'a', { trigger: model, limit: 1 }),
        handoff('a', 'b', { trigger: rule('has(state.amount)') }),
      ],
    }),
  },
  {
    code: 'not-passed-on',
    why: 'the one before passes on all, and the last what it needs',
    graph: graph({
      state: { amount, other: {} },
      nodes: [agent('a', report), agent('b'), agent('c', told)],
      handoffs: [handoff('a', 'b'), handoff('b', 'c', { context: { state: ['amount'] } })],
    }),
  },
  {
    code: 'no-brief',
    why: 'the instructions of the receiver say what it is about',
    graph: graph({
      state: { amount },
      nodes: [agent('a', report), agent('b', told)],
      handoffs: [handoff('a', 'b', { trigger: always, context: { history: 'none' } })],
    }),
  },
  {
    code: 'summary-of-summary',
    why: 'nothing of the first summary is passed on between them',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c'), agent('d')],
      handoffs: [
        handoff('a', 'b', { context: { history: { summary: 'Short.' } } }),
        handoff('b', 'c', { context: { history: 'none', brief: '{{ input }}' } }),
        handoff('c', 'd', { context: { history: { summary: 'Shorter.' } } }),
      ],
    }),
  },
  {
    code: 'no-output',
    why: 'nothing is said of what is in the output',
    graph: graph({ state: { amount }, nodes: [agent('a', { output: { type: 'object' }, into: ['amount'] })] }),
  },
  {
    code: 'no-output',
    why: 'the script says one',
    graph: graph({
      nodes: [agent('a', { script: [{ output: { kind: 'x' } }] }), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: rule('output.kind == "x"') })],
    }),
  },
  {
    code: 'no-item',
    why: 'the branch begins one node before, and its brief sees it, too',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c', { instructions: 'Look into {{ item }}.' })],
      handoffs: [
        handoff('a', 'b', { each: '["x", "y"]', context: { brief: 'It is about {{ item }}.' } }),
        handoff('b', 'c'),
      ],
    }),
  },
];
