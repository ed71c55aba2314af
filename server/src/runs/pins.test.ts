import { createModels } from '@baton/runtime';
import type { Graph } from '@baton/shared/graph';
import { describe, expect, it } from 'vitest';
import { beginRun, openTestStore } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { pinGraphs, storedGraphs } from './pins.ts';

const plain = (id: string, say = id): Graph => ({
  format: 'baton/1',
  id,
  entry: 'a',
  nodes: [{ id: 'a', kind: 'agent', script: [{ say }] }],
});

const calling = (id: string, ...inner: { graph: string; version?: number }[]): Graph => ({
  ...plain(id),
  tools: inner.map((one, index) => ({ id: `tool-${index}`, type: 'graph', ...one })),
});

const pin = (store: Store, graph: Graph) => pinGraphs(storedGraphs(store), graph, { models: createModels() });
const missing = ({ problems }: Awaited<ReturnType<typeof pin>>) =>
  problems.flatMap(({ path, message }) => (message.startsWith('There is no') ? [[path, message]] : []));

async function publish(store: Store, graph: Graph): Promise<void> {
  const stored = (await store.graphs.create(graph)) ?? (await store.graphs.replace(graph, '*'));
  if (typeof stored === 'string') throw new Error(stored);
  await store.versions.publish(graph.id, '', stored.revision);
}

describe('the graphs that a run can reach', () => {
  it('are the newest published ones, a draft where nothing is published, or the version that is named', async () => {
    await using store = await openTestStore();
    await publish(store, plain('published', 'first'));
    await publish(store, plain('published', 'second'));
    await store.graphs.replace(plain('published', 'draft'), '*');
    await store.graphs.create(plain('draft-only'));
    const { pins } = await pin(
      store,
      calling('top', { graph: 'published' }, { graph: 'published', version: 1 }, { graph: 'draft-only' }),
    );
    expect(Object.fromEntries(pins)).toEqual({
      published: plain('published', 'second'),
      'published@1': plain('published', 'first'),
      'draft-only': plain('draft-only'),
    });
  });

  it('are found through each other, each once, also in a circle', async () => {
    await using store = await openTestStore();
    await store.graphs.create(calling('b', { graph: 'c' }));
    await store.graphs.create(calling('c', { graph: 'b' }, { graph: 'a' }));
    await store.graphs.create(plain('a', 'as it is stored'));
    const { pins } = await pin(store, calling('a', { graph: 'b' }));
    expect([...pins.keys()].toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('are missing where the way to them begins', async () => {
    await using store = await openTestStore();
    await store.graphs.create(calling('b', { graph: 'nowhere' }));
    await store.graphs.create(plain('c'));
    const top = calling('top', { graph: 'c' }, { graph: 'b' }, { graph: 'c', version: 7 });
    expect(missing(await pin(store, top))).toEqual([
      ['/tools/2/graph', 'There is no version 7 of the graph "c".'],
      ['/tools/1/graph', 'There is no graph "nowhere".'],
    ]);
  });

  it('are not without number', async () => {
    await using store = await openTestStore();
    const ids = Array.from({ length: 60 }, (_, index) => `g${index}`);
    for (const [index, id] of ids.entries())
      await store.graphs.create(calling(id, { graph: ids[index + 1] ?? ids[0] ?? '' }));
    const { pins, problems } = await pin(store, calling('top', { graph: 'g0' }));
    expect(pins.size).toBe(50);
    expect(problems.at(-1)?.message).toBe('The run can reach more than 50 other graphs.');
  });

  it('stay with the run as they were, whatever becomes of them', async () => {
    await using store = await openTestStore();
    const inner = plain('inner');
    await publish(store, inner);
    const graph = calling('top', { graph: 'inner' });
    const { pins } = await pin(store, graph);
    const { run } = await beginRun(store, { graph, pins });
    await publish(store, plain('inner', 'changed'));
    await store.graphs.remove('inner', '*');
    const job = await store.queue.claim({ owner: 'me', leaseMs: 60_000, run });
    expect(Object.fromEntries(job!.pins)).toEqual({ inner });
  });
});
