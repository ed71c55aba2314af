import { expect, test } from 'vitest';
import type { Graph } from '../schema.ts';
import { applyFix } from './fix.ts';

const graph: Graph = { format: 'baton/1', id: 'desk', entry: 'triag', nodes: [{ id: 'triage', kind: 'agent' }] };

test('a fix changes what it says and nothing else', () => {
  const fixed = applyFix(graph, {
    label: 'Start at triage',
    patch: [{ op: 'replace', path: '/entry', value: 'triage' }],
  });
  expect(fixed.entry).toBe('triage');
  expect(fixed.nodes?.[0]).toBe(graph.nodes?.[0]);
});

test('a fix that would break the document is not applied', () => {
  expect(applyFix(graph, { label: 'Break', patch: [{ op: 'remove', path: '/entry' }] })).toBe(graph);
});
