import type { Graph } from '@baton/shared/graph';
import { expect, test } from 'vitest';
import { differences, differingIds } from './differences.ts';

const mine: Graph = {
  format: 'baton/1',
  id: 'desk',
  name: 'Desk',
  entry: 'a',
  nodes: [
    { id: 'a', kind: 'agent', name: 'Triage', description: 'Sorts.' },
    { id: 'b', kind: 'agent' },
  ],
  handoffs: [{ id: 'ab', from: 'a', to: 'b' }],
};

test('names what differs, field by field', () => {
  const theirs: Graph = {
    ...mine,
    name: 'Front desk',
    limits: { handoffs: 3 },
    nodes: [{ id: 'a', kind: 'agent', name: 'Triage', description: 'Sorts all.', position: { x: 0, y: 0 } }],
    handoffs: [],
  };
  expect(differences(mine, theirs)).toEqual([
    'Settings: name, limits',
    'Triage: description, position',
    'b (only here)',
    'a → b (only here)',
  ]);
  expect(differences(mine, mine)).toEqual([]);
  expect([...differingIds(mine, theirs)]).toEqual(['a', 'b', 'ab']);
  expect([...differingIds(theirs, mine)]).toEqual(['a']);
});
