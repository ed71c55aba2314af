// Two tabs of one browser on one graph. A tab is a page of its own: its modules are loaded anew, its storage is shared.
import type { Graph } from '@baton/shared/graph';
import { updateGraph } from '@baton/shared/graph';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakeServer, fakeServer } from '../api/fake-server.ts';

const desk: Graph = { format: 'baton/1', id: 'desk', name: 'Desk', entry: 'a', nodes: [{ id: 'a', kind: 'agent' }] };
let server: FakeServer;
/** The locks of the browser: which are held, and by whom. */
let held: Map<string, () => void>;

/** A tab with a session of its own. `close` ends the page without giving it time for anything. */
async function openTab() {
  sessionStorage.clear();
  vi.resetModules();
  const { useDocument } = await import('./document.ts');
  const before = new Set(held.keys());
  await useDocument.getState().open('desk');
  const own = [...held.keys()].filter((name) => !before.has(name));
  return {
    doc: () => useDocument.getState(),
    rename: (name: string) => useDocument.getState().edit('Rename', (graph) => updateGraph(graph, { name })),
    close: () => {
      for (const name of own) held.delete(name);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  server = fakeServer(desk);
  held = new Map();
  vi.stubGlobal('navigator', {
    locks: {
      request(name: string, _: object, callback: () => Promise<void>) {
        if (held.has(name)) return Promise.reject(new DOMException('held', 'AbortError'));
        held.set(name, () => undefined);
        return callback();
      },
      query: () => Promise.resolve({ held: [...held.keys()].map((name) => ({ name })) }),
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const later = (ms = 10_000): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const stored = (): string | undefined => server.graphs.get('desk')?.graph.name;

describe('two tabs that are offline', () => {
  test('keep their own work: the first saves when the server is back, the second is asked', async () => {
    const [one, two] = [await openTab(), await openTab()];
    server.down = true;
    one.rename('One');
    two.rename('Two');
    await later();
    expect([one.doc().graph?.name, two.doc().graph?.name]).toEqual(['One', 'Two']);
    server.down = false;
    await later();
    const asked = [one, two].find((tab) => tab.doc().saveStatus === 'conflict');
    const saved = [one, two].find((tab) => tab !== asked);
    expect(saved?.doc()).toMatchObject({ saveStatus: 'saved', graph: { name: stored() } });
    expect(asked?.doc().conflict?.theirs?.name).toBe(stored());
  });

  test('that are both closed leave both works, and the next tab shows one and asks about the other', async () => {
    const [one, two] = [await openTab(), await openTab()];
    server.down = true;
    one.rename('One');
    await later(100);
    two.rename('Two');
    one.close();
    two.close();
    const three = await openTab();
    expect(three.doc().graph?.name).toBe('Two');
    three.close();
    // What a page had planned ends with it.
    vi.clearAllTimers();
    server.down = false;
    const four = await openTab();
    await later();
    expect(four.doc()).toMatchObject({ graph: { name: 'Two' }, conflict: { theirs: { name: 'One' } } });
    await four.doc().settle('theirs');
    await later();
    expect(stored()).toBe('One');
    expect(four.doc()).toMatchObject({ conflict: undefined, saveStatus: 'saved' });
    expect(Object.keys(localStorage).filter((key) => key.startsWith('baton:draft'))).toEqual([]);
    four.doc().undo();
    expect(four.doc().graph?.name).toBe('Two');
  });

  test('of which one is closed and opened again gets its own work back, not the other’s', async () => {
    const [one, two] = [await openTab(), await openTab()];
    server.down = true;
    one.rename('One');
    two.rename('Two');
    one.close();
    const again = await openTab();
    expect(again.doc().graph?.name).toBe('One');
    expect(two.doc().graph?.name).toBe('Two');
  });
});

test('what a closed tab left and this one keeps is asked about once', async () => {
  const one = await openTab();
  server.down = true;
  one.rename('One');
  one.close();
  server.down = false;
  const two = await openTab();
  await later();
  expect(stored()).toBe('One');
  expect(two.doc()).toMatchObject({ saveStatus: 'saved', conflict: undefined });
});
