import type { Graph, Problem } from '@baton/shared/graph';
import { expect, test } from 'vitest';
import { placeOf, placeWords, problemsAt } from './places.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'triage',
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage' },
    { id: 'person', kind: 'human' },
  ],
  handoffs: [{ id: 'up', from: 'triage', to: 'person' }],
  tools: [{ id: 'lookup', type: 'builtin', builtin: 'lookup' }],
  scenarios: [{ id: 'twice', name: 'Twice', say: [] }],
};

test.each([
  ['/nodes/1/ask', { in: 'node', id: 'person', field: '/ask' }, 'person'],
  ['/nodes/0', { in: 'node', id: 'triage', field: '' }, 'Triage'],
  ['/handoffs/0/trigger/if', { in: 'handoff', id: 'up', field: '/trigger/if' }, 'Triage → person'],
  ['/nodes/7/ask', { in: 'graph', field: '/nodes/7/ask' }, 'Graph settings'],
  ['/tools/0/url', { in: 'graph', field: '/tools/0/url' }, 'lookup'],
  ['/state/topic/type', { in: 'graph', field: '/state/topic/type' }, 'state.topic'],
  ['/scenarios/0/say', { in: 'graph', field: '/scenarios/0/say' }, 'Twice'],
  ['/limits/seconds', { in: 'graph', field: '/limits/seconds' }, 'Graph settings'],
  ['', { in: 'graph', field: '' }, 'Graph settings'],
] as const)('%s is in its place', (path, place, words) => {
  expect(placeOf(graph, path)).toEqual(place);
  expect(placeWords(graph, place)).toBe(words);
});

test('a form gets the problems of what it shows, by field', () => {
  const problem = (path: string): Problem => ({ severity: 'error', code: 'x', path, message: `at ${path}` });
  const found = problemsAt(graph, [problem('/handoffs/0/trigger/if'), problem('/nodes/0/model'), problem('/entry')], {
    in: 'handoff',
    id: 'up',
  });
  expect(found.map(({ path }) => path)).toEqual(['/trigger/if']);
});
