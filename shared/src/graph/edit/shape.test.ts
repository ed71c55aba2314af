import { describe, expect, test } from 'vitest';
import type { Graph } from '../schema.ts';
import { parseGraph } from '../parse.ts';
import { writeGraph } from '../write.ts';
import { bridgeNodes, canBridge } from './bridge.ts';
import { clipFrom, clipOf, paste } from './clip.ts';
import { isOff, nodesOff, switchHandoffs } from './enable.ts';
import { insertNode } from './insert.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'a',
  state: { order: { type: 'object' }, other: { type: 'string' } },
  tools: [{ id: 'lookup', type: 'http', url: 'https://example.com' }],
  nodes: [
    { id: 'a', kind: 'agent', name: 'Triage', position: { x: 0, y: 0 } },
    {
      id: 'x',
      kind: 'agent',
      name: 'Billing',
      tools: ['lookup'],
      instructions: '{{ state.order }}',
      position: { x: 400, y: 0 },
    },
    { id: 'b', kind: 'agent', name: 'Person', position: { x: 800, y: 0 } },
  ],
  handoffs: [
    {
      id: 'a-x',
      from: 'a',
      to: 'x',
      trigger: { on: 'model', when: 'Money', tool: 'to_billing' },
      context: { results: ['a'] },
    },
    { id: 'x-b', from: 'x', to: 'b', trigger: { on: 'always' }, context: { results: ['x'] } },
    { id: 'x-a', from: 'x', to: 'a', trigger: { on: 'error' } },
  ],
  notes: [{ id: 'note', text: 'Mind the gap', position: { x: 0, y: 200 } }],
};
const ways = (of: Graph): string[] => (of.handoffs ?? []).map(({ id, from, to }) => `${id}: ${from} → ${to}`);

describe('bridgeNodes', () => {
  test('hands over to the next, when the first would have', () => {
    const next = bridgeNodes(graph, ['x']);
    expect(ways(next)).toEqual(['a-b: a → b']);
    expect(next.handoffs?.[0]?.trigger).toEqual({ on: 'model', when: 'Money' });
  });
  test('goes through everything that is taken away', () => {
    const longer = insertNode(graph, 'x-b', { id: 'y', kind: 'agent' });
    expect(ways(bridgeNodes(longer, ['x', 'y']))).toEqual(['a-b: a → b']);
  });
  test('leaves a handoff that passes on no results as it was', () => {
    const third = { id: 'b-a', from: 'b', to: 'a', context: { results: [] } };
    const next = bridgeNodes({ ...graph, handoffs: [...(graph.handoffs ?? []), third] }, ['x']);
    expect(next.handoffs?.at(-1)).toBe(third);
  });
  test('has nothing to close at an end, or where there already is a way, or no way at all', () => {
    expect(canBridge(graph, ['b'])).toBe(false);
    expect(canBridge({ format: 'baton/1', id: 'one', entry: 'a', nodes: [{ id: 'a', kind: 'agent' }] }, ['a'])).toBe(
      false,
    );
    expect(
      canBridge({ ...graph, handoffs: [...(graph.handoffs ?? []), { id: 'ab', from: 'a', to: 'b' }] }, ['x']),
    ).toBe(false);
  });
});

describe('insertNode', () => {
  test('keeps when control passes, and goes on to where it went', () => {
    const next = insertNode(graph, 'a-x', { id: 'y', kind: 'agent' });
    expect(ways(next)).toEqual(['a-x: a → y', 'x-b: x → b', 'x-a: x → a', 'y-x: y → x']);
    expect(next.handoffs?.[0]?.trigger).toEqual({ on: 'model', when: 'Money' });
  });
  test('refuses an end of the handoff itself', () => {
    expect(insertNode(graph, 'a-x', graph.nodes![1]!)).toBe(graph);
  });
});

describe('switching off', () => {
  test('is undone by switching on, also where there was a condition', () => {
    const guarded: Graph = { ...graph, handoffs: [{ id: 'a-x', from: 'a', to: 'x', enabled: 'state.open' }] };
    const off = switchHandoffs(guarded, ['a-x'], false);
    expect(off.handoffs?.[0]?.enabled).toBe('false && (state.open)');
    expect(isOff(off.handoffs![0]!)).toBe(true);
    expect(switchHandoffs(off, ['a-x'], true)).toStrictEqual(guarded);
    expect(switchHandoffs(switchHandoffs(graph, ['x-b'], false), ['x-b'], true)).toStrictEqual(graph);
  });
  test('switches a node off with the last handoff that leads to it, and never the entry', () => {
    expect([...nodesOff(switchHandoffs(graph, ['a-x', 'x-a'], false))]).toEqual(['x']);
    expect([...nodesOff(graph)]).toEqual([]);
  });
});

describe('a clip', () => {
  const clip = clipOf(graph, { nodes: ['x', 'b'], notes: ['note'] });
  test('is a document of its own, with what its nodes use', () => {
    expect(parseGraph(clip).ok).toBe(true);
    expect(clip).toMatchObject({ entry: 'x', tools: [{ id: 'lookup' }], state: { order: { type: 'object' } } });
    expect(Object.keys(clip.state ?? {})).toEqual(['order']);
    expect(ways(clip)).toEqual(['x-b: x → b']);
  });
  test('comes back out of a text, also out of a fenced block', () => {
    expect(clipFrom(writeGraph(clip))).toEqual({ ok: true, graph: clip });
    expect(clipFrom(`Here it is:\n\`\`\`json\n${writeGraph(clip)}\`\`\`\nBye`)).toEqual({ ok: true, graph: clip });
    expect(clipFrom('a { b } c')).toBeUndefined();
    expect(clipFrom('{ "format": "baton/1", "id": "x", "entry": "a", "nodes": 3 }')).toMatchObject({
      ok: false,
      problems: [{ path: '/nodes' }],
    });
  });
  test('gets free ids and names, and points at its own nodes', () => {
    const pasted = paste(graph, clip, { x: 24, y: 24 });
    expect(pasted).toMatchObject({ nodes: ['x-2', 'b-2'], notes: ['note-2'] });
    expect(pasted.graph.nodes?.slice(3)).toMatchObject([
      { id: 'x-2', name: 'Billing 2', position: { x: 424, y: 24 } },
      { id: 'b-2', name: 'Person 2' },
    ]);
    expect(pasted.graph.handoffs?.at(-1)).toMatchObject({
      id: 'x-b-2',
      from: 'x-2',
      to: 'b-2',
      context: { results: ['x-2'] },
    });
    expect(pasted.graph.tools).toBe(graph.tools);
    expect(pasted.graph.entry).toBe('a');
  });
  test('brings tools and state where they are missing, and an entry to an empty graph', () => {
    const empty: Graph = { format: 'baton/1', id: 'other', entry: 'none', nodes: [] };
    expect(paste(empty, clip, { x: 0, y: 0 }).graph).toMatchObject({
      entry: 'x',
      tools: clip.tools,
      state: clip.state,
    });
  });
});
