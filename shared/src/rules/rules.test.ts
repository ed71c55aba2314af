import { describe, expect, test } from 'vitest';
import type { Graph } from '../graph/schema.ts';
import { mayConnect, mayNameState, mayReconnect, mayRemove, mayRename } from './index.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'triage',
  state: { order: { type: 'object' } },
  nodes: [
    { id: 'triage', kind: 'agent', name: 'Triage' },
    { id: 'gather', kind: 'join', name: 'Gather' },
  ],
  handoffs: [{ id: 'go', from: 'triage', to: 'gather' }],
};
const reason = (verdict: { ok: boolean; reason?: string }): string | undefined => verdict.reason;

describe('mayConnect', () => {
  test('lets an agent hand off to itself and back', () => {
    expect(mayConnect(graph, 'triage', 'triage').ok).toBe(true);
    expect(mayConnect(graph, 'gather', 'triage').ok).toBe(true);
  });
  test('says why a join cannot wait for itself', () => {
    expect(reason(mayConnect(graph, 'gather', 'gather'))).toContain('Gather');
    expect(reason(mayReconnect(graph, 'go', { from: 'gather' }))).toContain('Gather');
  });
  test('names the node that is not there', () => {
    expect(reason(mayConnect(graph, 'triage', 'nobody'))).toContain('"nobody"');
    expect(reason(mayReconnect(graph, 'none', {}))).toContain('"none"');
  });
});

test('mayRemove wants something that is there', () => {
  expect(mayRemove(graph, { nodes: [], handoffs: [] }).ok).toBe(false);
  expect(mayRemove(graph, { nodes: ['gone'], handoffs: ['go'] }).ok).toBe(true);
});

describe('names', () => {
  test('a node keeps to the rule for ids and to its own', () => {
    expect(mayRename(graph, 'triage', 'triage').ok).toBe(true);
    expect(mayRename(graph, 'triage', 'front-desk').ok).toBe(true);
    expect(reason(mayRename(graph, 'triage', 'Front desk'))).toMatch(/^An id is lower-case letters/);
    expect(reason(mayRename(graph, 'triage', 'gather'))).toBe('Gather already has the id "gather".');
    const alike = { ...graph, nodes: graph.nodes?.map((node) => ({ ...node, name: 'Motor claims' })) };
    expect(reason(mayRename(alike, 'triage', 'gather'))).toBe(
      'The other node that is called Motor claims already has the id "gather".',
    );
  });
  test('a state value keeps to the rule for keys and to its own', () => {
    expect(mayNameState(graph, 'order', 'order').ok).toBe(true);
    expect(reason(mayNameState(graph, 'order'))).toContain('already');
    expect(reason(mayNameState(graph, 'my order'))).toMatch(/^A state key/);
  });
});
