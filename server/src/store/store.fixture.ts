/** A store in memory and runs in it, for tests. */
import { newRunId, newThreadId } from '@baton/runtime';
import type { Graph } from '@baton/shared/graph';
import { openStore } from './index.ts';
import type { Clock, NewRun, Store } from './store.ts';

const smallGraph: Graph = {
  format: 'baton/1',
  id: 'small',
  entry: 'a',
  nodes: [{ id: 'a', kind: 'agent', script: [{ say: 'hello' }] }],
};

export async function openTestStore(file = ':memory:', clock?: Clock): Promise<Store & AsyncDisposable> {
  const store = await openStore(file, clock);
  return { ...store, [Symbol.asyncDispose]: () => store.close() };
}

export async function beginRun(store: Store, more: Partial<NewRun> = {}): Promise<{ run: string; thread: string }> {
  const run = newRunId();
  const thread = more.thread ?? newThreadId();
  const made = await store.runs.create({
    run,
    thread,
    begins: true,
    graph: smallGraph,
    version: 'draft',
    input: 'hello',
    queue: false,
    ...more,
  });
  if (!made.ok) throw new Error(`this thread is not free: ${JSON.stringify(made)}`);
  return { run, thread };
}
