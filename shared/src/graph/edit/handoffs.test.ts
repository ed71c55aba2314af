import { describe, expect, test } from 'vitest';
import { handoffsFrom } from '../defaults.ts';
import type { Graph } from '../schema.ts';
import { freeId, freshHandoff, freshNode, idFrom } from './fresh.ts';
import { addHandoff, removeHandoffs, reorderHandoff } from './handoffs.ts';
import { addNode, updateNode } from './nodes.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'a',
  nodes: [
    { id: 'a', kind: 'agent', name: 'Agent' },
    { id: 'b', kind: 'router', classify: { labels: [{ name: 'refund' }, { name: 'other' }] } },
    { id: 'p', kind: 'human', answer: 'approval' },
  ],
  handoffs: [
    { id: 'a1', from: 'a', to: 'b' },
    { id: 'b1', from: 'b', to: 'a' },
    { id: 'a2', from: 'a', to: 'b' },
    { id: 'a3', from: 'a', to: 'a' },
  ],
};
const order = (now: Graph): string[] => now.handoffs?.map(({ id }) => id) ?? [];

describe('reorderHandoff', () => {
  test('moves a handoff among those of its node only', () => {
    expect(order(reorderHandoff(graph, 'a3', 0))).toEqual(['a3', 'b1', 'a1', 'a2']);
    expect(order(reorderHandoff(graph, 'a1', 9))).toEqual(['a2', 'b1', 'a3', 'a1']);
  });
  test('to where it is changes nothing', () => {
    expect(reorderHandoff(graph, 'a2', 1)).toBe(graph);
  });
});

test('removing what is not there changes nothing', () => {
  expect(removeHandoffs(graph, ['nobody'])).toBe(graph);
  expect(order(removeHandoffs(graph, ['a1', 'b1']))).toEqual(['a2', 'a3']);
});

describe('a fresh id', () => {
  test.each([
    ['Refund desk (EU)', 'refund-desk-eu'],
    ['Überprüfung', 'uberprufung'],
    ['2nd level', 'nd-level'],
    ['客服', 'node'],
    ['constructor', 'node'],
    ['x'.repeat(80), 'x'.repeat(64)],
  ])('of %s is %s', (name, id) => expect(idFrom(name)).toBe(id));

  test('counts up when it is taken and stays within 64 characters', () => {
    expect(freeId('agent', ['agent', 'agent-2'])).toBe('agent-3');
    expect(freeId('x'.repeat(64), ['x'.repeat(64)])).toBe(`${'x'.repeat(62)}-2`);
  });
});

describe('a fresh node', () => {
  test('is named apart from the others', () => {
    expect(freshNode(graph, { kind: 'agent' })).toMatchObject({ id: 'agent-2', name: 'Agent 2', kind: 'agent' });
    expect(freshNode(graph, { kind: 'tool', tool: 'find', name: 'find' })).toEqual({
      id: 'find',
      kind: 'tool',
      name: 'find',
      tool: 'find',
    });
  });

  test('calls the first tool of the graph that a node can call', () => {
    const tools: Graph['tools'] = [
      { id: 'shelf', type: 'mcp', server: 'https://shelf.example' },
      { id: 'find', type: 'builtin', builtin: 'lookup' },
      { id: 'sum', type: 'builtin', builtin: 'calculator' },
    ];
    expect(freshNode({ ...graph, tools }, { kind: 'tool' })).toMatchObject({ name: 'Tool', tool: 'find' });
  });
});

describe('a fresh handoff', () => {
  test('of an agent is decided by its model, under a tool name of its own', () => {
    const first = freshHandoff(graph, 'a', 'b');
    expect(first).toEqual({ id: 'a-b', from: 'a', to: 'b', trigger: { on: 'model', when: '' } });
    expect(freshHandoff(addHandoff(graph, first), 'a', 'b')).toMatchObject({
      id: 'a-b-2',
      trigger: { tool: 'transfer_to_b_2' },
    });
  });
  test('of a router goes by its labels in turn, then otherwise, then by a rule to be written', () => {
    let now = graph;
    const rules: string[] = [];
    for (let count = 0; count < 4; count++) {
      const { trigger, ...handoff } = freshHandoff(now, 'b', 'a');
      now = addHandoff(now, { ...handoff, ...(trigger && { trigger }) });
      rules.push(trigger?.on === 'rule' ? trigger.if : (trigger?.on ?? ''));
    }
    expect(rules).toEqual(['output == "refund"', 'output == "other"', 'otherwise', 'true']);
    expect(handoffsFrom(now, 'b')).toHaveLength(5);
  });
  test('that begins a branch or ends one at a join is always taken', () => {
    const all = updateNode(graph, 'a', { route: 'all' });
    expect(freshHandoff(all, 'a', 'b').trigger).toEqual({ on: 'always' });
    const joined = addNode(graph, { id: 'j', kind: 'join' });
    expect(freshHandoff(joined, 'a', 'j').trigger).toEqual({ on: 'always' });
  });
  test('of a person who approves goes by the answer', () => {
    expect(freshHandoff(graph, 'p', 'a').trigger).toEqual({ on: 'rule', if: 'answer.approved' });
  });
});
