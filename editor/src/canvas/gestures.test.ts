import type { Graph } from '@baton/shared/graph';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServer } from '../api/fake-server.ts';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { useToasts } from '../ui/toast.ts';
import { add, addAfter, connect, giveTool } from './adding.ts';
import { copy, pasteFromClipboard } from './clipboard.ts';
import { arrange, move } from './gestures.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'a',
  nodes: [
    { id: 'a', kind: 'agent', name: 'Triage', position: { x: 0, y: 0 } },
    { id: 'b', kind: 'join', name: 'Join', position: { x: 400, y: 0 } },
  ],
  handoffs: [],
};
const doc = () => useDocument.getState();
const undoes = (): string | undefined => doc().history.past.at(-1)?.label;

beforeEach(async () => {
  localStorage.clear();
  fakeServer(graph);
  await doc().open('desk');
});
afterEach(() => {
  doc().close();
  useToasts.setState({ toasts: [] });
  vi.unstubAllGlobals();
});

describe('each gesture is one step that undo takes back', () => {
  it('moving a card', () => {
    move({ nodes: new Map([['a', { x: 80, y: 16 }]]) });
    expect(doc().graph?.nodes?.[0]?.position).toEqual({ x: 80, y: 16 });
    expect(undoes()).toBe('Move Triage');
    doc().undo();
    expect(doc().graph).toEqual(graph);
  });

  it('moving several', () => {
    move({ nodes: new Map(['a', 'b'].map((id) => [id, { x: 8, y: 8 }])) });
    expect(undoes()).toBe('Move 2 nodes');
  });

  it('nudging again and again', () => {
    for (const x of [8, 16, 24]) move({ nodes: new Map([['a', { x, y: 0 }]]) }, 'nudge a');
    doc().undo();
    expect(doc().graph).toEqual(graph);
  });

  it('connecting, with the trigger that is most likely meant', () => {
    connect('a', 'b');
    expect(doc().graph?.handoffs).toMatchObject([{ from: 'a', to: 'b', trigger: { on: 'always' } }]);
    expect(useSelection.getState().handoffs).toEqual(['a-b']);
    expect(undoes()).toBe('Connect Triage to Join');
  });

  it('dropping a kind, whose card then lies under the pointer', () => {
    add({ kind: 'human' }, { x: 203, y: 301 });
    expect(doc().graph?.nodes?.at(-1)).toMatchObject({ kind: 'human', position: { x: 80, y: 256 } });
    expect(useSelection.getState().nodes).toEqual([doc().graph?.nodes?.at(-1)?.id]);
  });

  it('giving an agent a tool, which it has once', () => {
    giveTool('a', 'find');
    expect(doc().graph?.nodes?.[0]).toMatchObject({ tools: ['find'] });
    expect(undoes()).toBe('Give Triage the tool find');
    const given = doc().graph;
    giveTool('a', 'find');
    giveTool('b', 'find');
    expect(doc().graph).toBe(given);
    doc().undo();
    expect(doc().graph).toEqual(graph);
  });

  it('dropping a handoff on nothing, which begins the next node there', () => {
    addAfter('a', { kind: 'agent' }, { x: 400, y: 248 });
    const node = doc().graph?.nodes?.at(-1);
    expect(node).toMatchObject({ kind: 'agent', position: { x: 400, y: 200 } });
    expect(doc().graph?.handoffs).toMatchObject([{ from: 'a', to: node?.id }]);
    doc().undo();
    expect(doc().graph).toEqual(graph);
  });

  it('arranging', () => {
    arrange(new Map([['b', { x: 320, y: 0 }]]));
    expect(undoes()).toBe('Arrange');
  });
});

it('what may not be connected says why', () => {
  connect('b', 'b');
  expect(doc().graph).toEqual(graph);
  expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual([
    'Join waits for its branches, so it cannot be a branch of its own.',
  ]);
});

it('what is new at a place that is taken hides nothing', async () => {
  add({ kind: 'human' }, { x: 120, y: 44 });
  addAfter('a', { kind: 'agent' }, { x: 400, y: 48 });
  useSelection.getState().select({ nodes: ['a'] });
  await copy();
  await pasteFromClipboard();
  await pasteFromClipboard();
  const places = doc().graph?.nodes?.map(({ position }) => `${position?.x} ${position?.y}`) ?? [];
  expect(places).toHaveLength(6);
  expect(new Set(places).size).toBe(6);
});

it('what undo takes away is no longer selected', () => {
  connect('a', 'b');
  doc().undo();
  expect(useSelection.getState().handoffs).toEqual([]);
  useSelection.getState().select({ nodes: ['b'] });
  doc().redo();
  expect(useSelection.getState().nodes).toEqual(['b']);
});
