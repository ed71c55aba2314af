import type { Graph } from '@baton/shared/graph';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakeServer, fakeServer } from '../api/fake-server.ts';
import { useToasts } from '../ui/toast.ts';
import { useGraphs } from './graphs.ts';
import { useImport } from './useImport.ts';

const desk: Graph = { format: 'baton/1', id: 'desk', name: 'Desk', entry: 'a', nodes: [{ id: 'a', kind: 'agent' }] };
let server: FakeServer;
const store = () => useGraphs.getState();
const newest = () => useToasts.getState().toasts.at(-1);
const deleted = (): number => server.asked.filter((line) => line.startsWith('DELETE')).length;

beforeEach(async () => {
  server = fakeServer(desk);
  await store().load();
});
afterEach(() => {
  useToasts.setState({ toasts: [] });
  useGraphs.setState({ leaving: new Set() });
  vi.unstubAllGlobals();
});

function remove(): number {
  const [graph] = store().graphs ?? [];
  if (graph) store().remove(graph);
  return newest()?.id ?? 0;
}

test('a deleted graph is off the screen at once, and undo loses nothing of it', () => {
  const toast = remove();
  expect(store().leaving).toContain('desk');
  useToasts.getState().act(toast);
  expect(store().leaving).not.toContain('desk');
  expect(deleted()).toBe(0);
});

test('it is deleted for good when it can no longer be taken back', async () => {
  useToasts.getState().dismiss(remove());
  await vi.waitFor(() => expect(store().graphs).toEqual([]));
  expect(deleted()).toBe(1);
  expect(server.graphs.size).toBe(0);
});

test('a page that is left deletes what was deleted on it', async () => {
  remove();
  dispatchEvent(new Event('pagehide'));
  await vi.waitFor(() => expect(deleted()).toBe(1));
});

test('when the server does not take it, the graph is back and the reason is said', async () => {
  const toast = remove();
  server.down = true;
  useToasts.getState().dismiss(toast);
  await vi.waitFor(() => expect(newest()?.tone).toBe('bad'));
  expect(store().leaving).not.toContain('desk');
});

test('a graph of a taken id gets one of its own, and a copy one of its name', async () => {
  await expect(store().add(desk)).resolves.toBe('desk-2');
  await store().duplicate('desk', 'Insurance claim desk');
  await store().duplicate('desk', '客服');
  const all = [...server.graphs.values()].map(({ graph }) => [graph.id, graph.name]);
  expect(all).toEqual([
    ['desk', 'Desk'],
    ['desk-2', 'Desk'],
    ['insurance-claim-desk', 'Insurance claim desk'],
    ['graph', '客服'],
  ]);
});

describe('a file of a graph that is here already', () => {
  const changed: Graph = { ...desk, name: 'Front desk' };
  const take = (...graphs: Graph[]) =>
    useImport
      .getState()
      .take(graphs.map((graph, index) => new File([JSON.stringify(graph)], `${graph.id}-${index}.json`)));
  const all = () => [...server.graphs.values()].map(({ graph }) => `${graph.id}: ${graph.name}`);
  const settle = (choice: 'replace' | 'both' | 'leave') => useImport.getState().settle(choice);

  test('and nothing else is said to be here, and makes none', async () => {
    await take(desk);
    expect(newest()?.text).toBe('Desk is here already, just as the file has it.');
    expect(all()).toEqual(['desk: Desk']);
    expect(useImport.getState().clashes).toEqual([]);
  });

  test('changes nothing until somebody has chosen', async () => {
    await take(changed);
    expect(useImport.getState().clashes).toMatchObject([{ file: 'desk-0.json', stored: desk }]);
    await settle('leave');
    expect(all()).toEqual(['desk: Desk']);
    expect(useImport.getState().clashes).toEqual([]);
  });

  test('replaces it, and undo brings back what was there', async () => {
    await take(changed);
    await settle('replace');
    expect(all()).toEqual(['desk: Front desk']);
    useToasts.getState().act(newest()?.id ?? 0);
    await vi.waitFor(() => expect(all()).toEqual(['desk: Desk']));
  });

  test('does not replace what somebody has changed meanwhile', async () => {
    await take(changed);
    server.write({ ...desk, name: 'Theirs' });
    await settle('replace');
    expect(all()).toEqual(['desk: Theirs']);
    expect(useImport.getState().refused).toMatchObject([{ name: 'desk-0.json' }]);
  });

  test('is kept beside it under an id and a name of its own', async () => {
    await take(changed);
    await settle('both');
    expect(all()).toEqual(['desk: Desk', 'front-desk-copy: Front desk copy']);
  });

  test('among others is asked about, and the others are stored', async () => {
    await take({ ...desk, id: 'new' }, changed, { ...desk, id: 'new', name: 'New' }, desk);
    expect(all()).toEqual(['desk: Desk', 'new: Desk']);
    expect(useImport.getState().clashes.map(({ file }) => file)).toEqual(['desk-1.json', 'new-2.json']);
    expect(newest()?.text).toContain('Desk is here already');
    await settle('replace');
    expect(all()).toEqual(['desk: Front desk', 'new: New']);
  });

  test('that is being deleted is none', async () => {
    remove();
    await take(changed);
    expect(all()).toEqual(['desk: Desk', 'desk-2: Front desk']);
  });
});

test('importing keeps what fits and explains what does not', async () => {
  const file = (name: string, value: unknown): File => new File([JSON.stringify(value)], name);
  await useImport
    .getState()
    .take([file('good.json', { ...desk, id: 'good' }), file('bad.json', { ...desk, entry: 7 })]);
  expect([...server.graphs.keys()]).toContain('good');
  expect(useImport.getState().refused).toMatchObject([{ name: 'bad.json', reasons: [{ path: '/entry' }] }]);
});
