import type { Graph } from '@baton/shared/graph';
import { expect, test } from 'vitest';
import { namingOf } from './naming.ts';

const open: Graph = {
  format: 'baton/1',
  id: 'loans',
  entry: 'desk',
  tools: [{ id: 'score', type: 'graph', graph: 'scoring' }],
  nodes: [
    { id: 'desk', kind: 'agent', name: 'Front desk', tools: ['score'] },
    { id: 'check', kind: 'graph', graph: 'checking', version: 2 },
  ],
};
const checking: Graph = {
  format: 'baton/1',
  id: 'checking',
  entry: 'look',
  nodes: [
    { id: 'look', kind: 'agent', name: 'Look it up' },
    { id: 'risk', kind: 'graph', name: 'Risk', graph: 'scoring' },
  ],
  handoffs: [{ id: 'look-risk', from: 'look', to: 'risk', label: 'Score is known' }],
};
const scoring: Graph = {
  format: 'baton/1',
  id: 'scoring',
  entry: 'ask',
  nodes: [{ id: 'ask', kind: 'agent', name: 'Ask the bureau' }],
};
const names = namingOf(open, ({ graph, version }) => {
  if (graph === 'checking' && version === 2) return checking;
  return graph === 'scoring' ? scoring : undefined;
});

test.each([
  ['desk', 'Front desk'],
  ['check', 'check'],
  ['check/look', 'Look it up'],
  ['check/risk/ask', 'Ask the bureau'],
  ['desk/score/ask', 'Ask the bureau'],
])('%s is called %s', (place, name) => expect(names.node(place)).toBe(name));

test('a handoff inside has its label, and leads to a place inside', () => {
  expect(names.handoff('check/look-risk')).toBe('Score is known');
  expect(names.target('check/look-risk')).toBe('check/risk');
  expect(names.trigger('check/look-risk')).toBe('always');
});

test.each(['gone', 'check/gone', 'gone/look', 'desk/gone/ask', 'check/look/ask'])(
  'what is not there any more keeps its own id: %s',
  (place) => expect(names.node(place)).toBe(place.split('/').at(-1)),
);
