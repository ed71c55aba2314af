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

test('shows a long text where it differs', () => {
  const told = (description: string): Graph => ({ ...mine, description });
  const start = 'You are the front desk of a shop for lamps. Ask one question at a time, ';
  expect(differences(told(`${start}and be short.`), told(`${start}and be kind.`))).toEqual([
    'Settings: description “…a time, and be short.”',
  ]);
  expect(differences(told(`${start}${start}`), mine)[0]).toMatch(/^Settings: description “You are the .{42,44}…”$/);
});

test('names what differs, field by field', () => {
  const theirs: Graph = {
    ...mine,
    name: 'Front desk',
    limits: { handoffs: 3 },
    nodes: [{ id: 'a', kind: 'agent', name: 'Triage', description: 'Sorts all.', position: { x: 0, y: 0 } }],
    handoffs: [],
  };
  expect(differences(mine, theirs)).toEqual([
    'Settings: name “Desk”, no limits',
    'Triage: description “Sorts.”, no position',
    'b (only here)',
    'Triage → b (only here)',
  ]);
  expect(differences(mine, mine)).toEqual([]);
  expect([...differingIds(mine, theirs)]).toEqual(['a', 'b', 'ab']);
  expect([...differingIds(theirs, mine)]).toEqual(['a']);
});
