/** What the crash test runs: between them a tool, people, branches, consultations, an approval, and a graph in a graph. */
import type { Graph } from '@baton/shared/graph';

export interface CrashCase {
  graph: Graph;
  /** How many questions a run asks. */
  asks: number;
  /** What a run that lost nothing comes out with. */
  output: string;
}

/** An agent with a tool, a person, and then the end. */
const chain: Graph = {
  format: 'baton/1',
  id: 'chain',
  entry: 'plan',
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
  nodes: [
    {
      id: 'plan',
      kind: 'agent',
      tools: ['sum'],
      script: [{ calls: [{ tool: 'sum', args: { expression: '2+3' } }], once: true }, { say: 'Planned it all.' }],
    },
    { id: 'boss', kind: 'human', ask: 'Good enough?', answer: 'approval' },
    { id: 'count', kind: 'tool', tool: 'sum', args: { expression: "'4+5'" } },
    { id: 'end', kind: 'agent', script: [{ say: 'It is done now.' }] },
  ],
  handoffs: [
    { id: 'pb', from: 'plan', to: 'boss' },
    { id: 'bc', from: 'boss', to: 'count' },
    { id: 'ce', from: 'count', to: 'end' },
  ],
};

/** Branches side by side, one of them with a person in it, and a join. */
const fan: Graph = {
  format: 'baton/1',
  id: 'fan',
  entry: 'split',
  state: { all: { type: 'array' } },
  nodes: [
    { id: 'split', kind: 'router', route: 'all' },
    { id: 'one', kind: 'agent', script: [{ say: 'This is the first.' }] },
    { id: 'two', kind: 'agent', script: [{ say: 'And this the second.' }] },
    { id: 'boss', kind: 'human', ask: 'And a third?', answer: 'approval' },
    { id: 'join', kind: 'join', into: 'all' },
    { id: 'end', kind: 'agent', script: [{ say: '{{ state.all[0] }} {{ state.all[1] }}' }] },
  ],
  handoffs: [
    { id: 'so', from: 'split', to: 'one' },
    { id: 'st', from: 'split', to: 'two' },
    { id: 'sb', from: 'split', to: 'boss' },
    { id: 'oj', from: 'one', to: 'join' },
    { id: 'tj', from: 'two', to: 'join' },
    { id: 'bj', from: 'boss', to: 'join' },
    { id: 'je', from: 'join', to: 'end' },
  ],
};

/** An agent that consults two others and a person at once, goes on, and hands over when a person allows it. */
const desk: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'clerk',
  nodes: [
    {
      id: 'clerk',
      kind: 'agent',
      script: [
        { handoff: ['law', 'tax', 'chief'], once: true },
        { handoff: 'pay', args: { why: 'all agree' }, once: true },
      ],
    },
    { id: 'law', kind: 'agent', script: [{ say: 'The law allows it.' }] },
    { id: 'tax', kind: 'agent', script: [{ say: 'No tax on this one.' }] },
    { id: 'chief', kind: 'human', ask: 'Do you mind?', answer: 'approval' },
    { id: 'pay', kind: 'agent', script: [{ say: 'It is paid.' }] },
  ],
  handoffs: [
    { id: 'cl', from: 'clerk', to: 'law', trigger: { on: 'model' }, returns: true },
    { id: 'ct', from: 'clerk', to: 'tax', trigger: { on: 'model' }, returns: true },
    { id: 'cc', from: 'clerk', to: 'chief', trigger: { on: 'model' }, returns: true },
    { id: 'cp', from: 'clerk', to: 'pay', trigger: { on: 'model' }, approval: 'Shall it be paid?' },
  ],
};

/** The graph in a graph: an agent, a tool, and a person of its own. */
export const inner: Graph = {
  format: 'baton/1',
  id: 'inner',
  entry: 'check',
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
  nodes: [
    { id: 'check', kind: 'agent', script: [{ say: 'Checked what is to check.' }] },
    { id: 'count', kind: 'tool', tool: 'sum', args: { expression: "'6*7'" } },
    { id: 'owner', kind: 'human', ask: 'Is it so?', answer: 'approval' },
    { id: 'tell', kind: 'agent', script: [{ say: 'It is so.' }] },
  ],
  handoffs: [
    { id: 'cc', from: 'check', to: 'count' },
    { id: 'co', from: 'count', to: 'owner' },
    { id: 'ot', from: 'owner', to: 'tell' },
  ],
};

const outer: Graph = {
  format: 'baton/1',
  id: 'outer',
  entry: 'triage',
  state: { result: { type: 'string' } },
  nodes: [
    { id: 'triage', kind: 'agent', script: [{ say: 'Somebody else knows.' }] },
    { id: 'asked', kind: 'graph', graph: inner.id, into: 'result' },
    { id: 'end', kind: 'agent', script: [{ say: 'Told: {{ state.result }}' }] },
  ],
  handoffs: [
    { id: 'ta', from: 'triage', to: 'asked' },
    { id: 'ae', from: 'asked', to: 'end' },
  ],
};

export const crashCases: readonly CrashCase[] = [
  { graph: chain, asks: 1, output: 'It is done now.' },
  { graph: fan, asks: 1, output: 'This is the first. And this the second.' },
  { graph: desk, asks: 2, output: 'It is paid.' },
  { graph: outer, asks: 1, output: 'Told: It is so.' },
];
