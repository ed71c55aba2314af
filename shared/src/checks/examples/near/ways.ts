/** Near to a problem with the ways through the graph. */
import { agent, approver, graph, handoff } from '../made.ts';
import { model, rule, type Near } from './made.ts';

const classify = { labels: [{ name: 'x' }, { name: 'y' }], into: 'intent' };

export const ways: Near[] = [
  {
    code: 'unreachable',
    why: 'only a failure leads to it',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b', { trigger: { on: 'error' } })],
    }),
  },
  {
    code: 'no-way-out',
    why: 'one of the two may answer',
    graph: graph({
      nodes: [agent('a'), agent('b')],
      handoffs: [handoff('a', 'b'), handoff('b', 'a', { trigger: model })],
    }),
  },
  {
    code: 'unbounded-cycle',
    why: 'a person decides about each round',
    graph: graph({
      nodes: [approver(), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('!answer.approved') }),
        handoff('a', 'c', { trigger: { on: 'otherwise' } }),
        handoff('b', 'a'),
      ],
    }),
  },
  {
    code: 'no-route',
    why: 'two rules together hold always',
    graph: graph({
      nodes: [approver(), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('answer.approved') }),
        handoff('a', 'c', { trigger: rule('!answer.approved') }),
      ],
    }),
  },
  {
    code: 'no-route',
    why: 'the rules look at what the labels have become',
    graph: graph({
      state: { intent: { type: 'string' } },
      nodes: [{ id: 'a', kind: 'router', classify, script: [{ output: 'x' }] }, agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.intent == "x"') }),
        handoff('a', 'c', { trigger: rule('state.intent == "y"') }),
      ],
    }),
  },
  {
    code: 'no-route',
    why: 'the value that the rules look at begins with something',
    graph: graph({
      state: { amount: { type: 'number', default: 0 } },
      nodes: [{ id: 'a', kind: 'router' }, agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.amount > 200') }),
        handoff('a', 'c', { trigger: rule('state.amount <= 200') }),
      ],
    }),
  },
  {
    code: 'never-taken',
    why: 'the narrower rule is asked first',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.x > 5.0') }),
        handoff('a', 'c', { trigger: rule('state.x > 3.0') }),
      ],
    }),
  },
  {
    code: 'never-taken',
    why: 'the first fires once, and not again',
    graph: graph({
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [handoff('a', 'b', { limit: 1 }), handoff('a', 'c')],
    }),
  },
  {
    code: 'overlap',
    why: 'the two ranges touch and share nothing',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b'), agent('c')],
      handoffs: [
        handoff('a', 'b', { trigger: rule('state.x > 200.0') }),
        handoff('a', 'c', { trigger: rule('state.x <= 200.0') }),
      ],
    }),
  },
  {
    code: 'overlap',
    why: 'both lead to the same node',
    graph: graph({
      state: { x: { type: 'number', default: 0 } },
      nodes: [agent('a'), agent('b')],
      handoffs: [
        handoff('a', 'b', { id: 'large', trigger: rule('state.x > 200.0') }),
        handoff('a', 'b', { id: 'small', trigger: rule('state.x < 500.0') }),
      ],
    }),
  },
  {
    code: 'no-capability',
    why: 'the trigger says what is needed',
    graph: graph({
      nodes: [agent('a'), agent('b', { capabilities: ['tax', 'law'] })],
      handoffs: [handoff('a', 'b', { trigger: { on: 'capability', needs: ['law'] } })],
    }),
  },
  {
    code: 'simulated',
    why: 'the graph has a model for all of its agents',
    graph: graph({ defaults: { model: 'openai:gpt-5-mini' }, nodes: [{ id: 'a', kind: 'agent' }] }),
  },
];
