import { describe, expect, test } from 'vitest';
import type { Graph } from '../schema.ts';
import { addNode, moveNodes, removeNodes, updateNode } from './nodes.ts';
import { renameNode } from './rename.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'triage',
  nodes: [
    {
      id: 'triage',
      kind: 'agent',
      instructions: 'Sort.',
      script: [{ handoff: 'billing' }, { handoff: ['billing', 'person'] }, { say: 'billing?' }],
    },
    { id: 'billing', kind: 'agent', name: 'Billing' },
    { id: 'person', kind: 'human' },
  ],
  handoffs: [
    { id: 'triage-billing', from: 'triage', to: 'billing' },
    { id: 'billing-person', from: 'billing', to: 'person', context: { results: ['triage', 'billing'] } },
    { id: 'triage-person', from: 'triage', to: 'person' },
  ],
  scenarios: [
    {
      id: 'charge',
      say: ['I was charged twice'],
      answers: { person: 'yes', triage: 'no' },
      expect: { route: ['triage', 'billing'] },
    },
  ],
};

describe('addNode', () => {
  test('makes the first node of an empty graph its entry', () => {
    const empty: Graph = { format: 'baton/1', id: 'desk', entry: 'nobody' };
    expect(addNode(empty, { id: 'first', kind: 'agent' }).entry).toBe('first');
  });
  test('does not add a second node with an id that is taken', () => {
    expect(addNode(graph, { id: 'billing', kind: 'join' })).toBe(graph);
  });
});

describe('updateNode', () => {
  test('takes a field away when it is set to undefined', () => {
    const node = updateNode(graph, 'billing', { name: undefined }).nodes?.[1];
    expect(Object.keys(node ?? {})).toEqual(['id', 'kind']);
  });
  test('changes nothing when the value is the same', () => {
    expect(updateNode(graph, 'billing', { name: 'Billing' })).toBe(graph);
  });
});

describe('moveNodes', () => {
  test('writes whole pixels', () => {
    const moved = moveNodes(graph, new Map([['person', { x: 10.4, y: -0.4 }]]));
    expect(moved.nodes?.[2]?.position).toStrictEqual({ x: 10, y: 0 });
  });
});

describe('removeNodes', () => {
  test('takes the handoffs at both ends and every mention in a package away', () => {
    const left = removeNodes(graph, ['triage']);
    expect(left.handoffs).toEqual([
      { id: 'billing-person', from: 'billing', to: 'person', context: { results: ['billing'] } },
    ]);
  });
  test('gives the entry to the first node that is left', () => {
    expect(removeNodes(graph, ['triage']).entry).toBe('billing');
    expect(removeNodes(graph, ['triage', 'billing', 'person'])).toMatchObject({ entry: 'triage', nodes: [] });
  });
});

describe('renameNode', () => {
  const renamed = renameNode(graph, 'billing', 'invoices');
  test('changes handoffs, packages, scripts and scenarios', () => {
    expect(renamed.handoffs?.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'triage → invoices',
      'invoices → person',
      'triage → person',
    ]);
    expect(renamed.handoffs?.[1]?.context?.results).toEqual(['triage', 'invoices']);
    expect(renamed.nodes?.[0]).toMatchObject({
      script: [{ handoff: 'invoices' }, { handoff: ['invoices', 'person'] }, { say: 'billing?' }],
    });
    expect(renamed.scenarios?.[0]?.expect?.route).toEqual(['triage', 'invoices']);
  });
  test('changes the entry, and the keys of answers where they stand', () => {
    const entry = renameNode(renameNode(graph, 'triage', 'front'), 'person', 'boss');
    expect(entry.entry).toBe('front');
    expect(Object.keys(entry.scenarios?.[0]?.answers ?? {})).toEqual(['boss', 'front']);
  });
  test('leaves what does not name the node as it is', () => {
    expect(renamed.nodes?.[2]).toBe(graph.nodes?.[2]);
    expect(renamed.handoffs?.[2]).toBe(graph.handoffs?.[2]);
  });
  test('refuses an id that is taken', () => {
    expect(renameNode(graph, 'billing', 'person')).toBe(graph);
  });
  test('there and back is the same document', () => {
    expect(renameNode(renamed, 'invoices', 'billing')).toStrictEqual(graph);
  });
});
