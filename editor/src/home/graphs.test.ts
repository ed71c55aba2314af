import type { Graph } from '@baton/shared/graph';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

test('importing keeps what fits and explains what does not', async () => {
  const file = (name: string, value: unknown): File => new File([JSON.stringify(value)], name);
  await useImport
    .getState()
    .take([file('good.json', { ...desk, id: 'good' }), file('bad.json', { ...desk, entry: 7 })]);
  expect([...server.graphs.keys()]).toContain('good');
  expect(useImport.getState().refused).toMatchObject([{ name: 'bad.json', reasons: [{ path: '/entry' }] }]);
});
