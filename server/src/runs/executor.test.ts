import { LeaseLost, newRunId } from '@baton/runtime';
import { startOpenAIServer } from '@baton/runtime/testing';
import type { RunView } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { describe, expect, it } from 'vitest';
import { deskGraph, read, startTestApp, type TestApp } from '../app.fixture.ts';
import { beginRun, openTestStore } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import type { ExecutorOptions } from './executor.ts';
import { follow } from './follow.ts';

type Execute = ExecutorOptions['execute'];

const ending = { output: null, route: [], tokens: { input: 0, output: 0, cached: 0 }, costUsd: 0, ms: 1 };
const statusOf = async (app: TestApp, run: string) => (await app.deps.store.runs.get(run))?.status;

/** Waits until a run has ended, by its events. */
async function ended({ deps }: TestApp, run: string): Promise<void> {
  for await (const _ of follow({ run, after: 0, heartbeatMs: 60_000 }, deps.store, deps.hub));
}

describe('the executor', () => {
  it('works on no more runs at once than it may, and on all of them in the end', async () => {
    let [working, most] = [0, 0];
    const full = Promise.withResolvers<void>();
    const execute: Execute = async function* ({ run, store }) {
      most = Math.max(most, ++working);
      if (working === 3) full.resolve();
      await full.promise;
      working--;
      yield* await store.write(run, { events: [{ type: 'run.finished', ...ending }] });
    };
    const store = await openTestStore();
    const runs = await Promise.all(Array.from({ length: 20 }, () => beginRun(store)));
    await using app = await startTestApp({ store, execute, concurrency: 3 });
    for (const { run } of runs) await ended(app, run);
    expect(most).toBe(3);
  });

  it('ends a run as failed that the runtime broke off, and says why in log and events', async () => {
    await using app = await startTestApp({
      execute: async function* ({ run: broken, store }) {
        yield* await store.write(broken, { events: [{ type: 'run.resumed', why: 'step' }] });
        throw new Error('a bug');
      },
    });
    const { run } = await beginRun(app.deps.store);
    app.deps.executor.wake();
    await ended(app, run);
    const view = await read<RunView>(app.ask('GET', `/api/runs/${run}`));
    expect(view).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('a bug') } });
    expect(app.logged.join('')).toContain('a bug');
  });

  it('takes a run up again that the store failed, once its lease has run out', async () => {
    let tries = 0;
    await using app = await startTestApp({
      leaseMs: 200,
      execute: async function* ({ run, store }) {
        if (++tries < 3) throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
        yield* await store.write(run, { events: [{ type: 'run.finished', ...ending }] });
      },
    });
    const { run } = await beginRun(app.deps.store);
    app.deps.executor.wake();
    await ended(app, run);
    expect(tries).toBe(3);
  });

  it('writes nothing more into a run that another process has taken over', async () => {
    const taken = Promise.withResolvers<void>();
    const thrown = Promise.withResolvers<unknown>();
    await using app = await startTestApp({
      execute: async function* ({ run, store }) {
        yield* await store.write(run, { events: [{ type: 'run.resumed', why: 'step' }] });
        await taken.promise;
        try {
          yield* await store.write(run, { events: [{ type: 'run.finished', ...ending }] });
        } catch (error) {
          thrown.resolve(error);
          throw error;
        }
      },
    });
    const { store, executor, hub } = app.deps;
    const { run } = await beginRun(store);
    executor.wake();
    for await (const event of follow({ run, after: 0, heartbeatMs: 60_000 }, store, hub)) {
      if (event === 'heartbeat' || event.type !== 'run.resumed') continue;
      for (const owner of await store.queue.owners()) await store.queue.forget(owner);
      await store.queue.claim({ owner: 'another', leaseMs: 60_000 });
      taken.resolve();
      break;
    }
    expect(await thrown.promise).toBeInstanceOf(LeaseLost);
    expect((await store.log.events(run)).map(({ type }) => type)).toEqual(['run.resumed']);
    expect(await store.queue.owners()).toEqual(['another']);
  });

  it('takes up a run that waits for a person when the time is over, without being told', async () => {
    let tries = 0;
    await using app = await startTestApp({
      leaseMs: 600_000,
      execute: async function* ({ run, store }) {
        if (++tries > 1) {
          yield* await store.write(run, { events: [{ type: 'run.finished', ...ending }] });
          return;
        }
        const question = { ask: 'ask-1', node: 'a', visit: 1, question: '?', schema: {}, answer: 'text', summary: '' };
        const until = new Date(Date.now() + 50).toISOString();
        yield* await store.write(run, { events: [{ type: 'human.asked', ...question, until }] });
        yield* await store.write(run, { events: [{ type: 'run.paused', why: 'human' }] });
      },
    });
    const { run } = await beginRun(app.deps.store);
    app.deps.executor.wake();
    await ended(app, run);
    expect(tries).toBe(2);
  });

  it('ends a run that was to be cancelled through another process', async () => {
    await using app = await startTestApp({
      leaseMs: 30,
      execute: async function* ({ run, store, signal }) {
        yield* await store.write(run, { events: [{ type: 'run.resumed', why: 'step' }] });
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        yield* await store.write(run, { events: [{ type: 'run.cancelled', ...ending }] });
      },
    });
    const { store, executor, hub } = app.deps;
    const { run } = await beginRun(store);
    executor.wake();
    for await (const event of follow({ run, after: 0, heartbeatMs: 60_000 }, store, hub)) {
      if (event !== 'heartbeat' && event.type === 'run.resumed') await store.queue.requestCancel(run);
    }
    expect(await statusOf(app, run)).toBe('cancelled');
  });
});

describe('a run that ends every process that works on it', () => {
  let now = Date.now();
  const clock = () => now;
  const hour = 3_600_000;

  const die = async (store: Store, times: number) => {
    for (let time = 0; time < times; time++) {
      now += hour;
      const job = await store.queue.claim({ owner: `dead-${time}`, leaseMs: 60_000 });
      await store.leased(job!.lease).write(job!.lease.run, { events: [{ type: 'run.resumed', why: 'crash' }] });
      await store.queue.forget(`dead-${time}`);
    }
    now += hour;
  };

  it('is given up after the tenth, and says why', async () => {
    const store = await openTestStore(':memory:', clock);
    const { run } = await beginRun(store);
    await die(store, 10);
    let tries = 0;
    // oxlint-disable-next-line require-yield -- It must not be called.
    const execute: Execute = async function* () {
      tries++;
    };
    await using app = await startTestApp({ store, execute });
    await ended(app, run);
    const view = await read<RunView>(app.ask('GET', `/api/runs/${run}`));
    expect(view).toMatchObject({ status: 'failed', error: { message: expect.stringMatching(/^10 times in a row/) } });
    expect(tries).toBe(0);
  });

  it('is tried again as long as it comes further, or was not the one that had the process', async () => {
    await using store = await openTestStore(':memory:', clock);
    const { run } = await beginRun(store);
    await die(store, 9);
    const bytes = new Uint8Array([1]);
    const row = { thread: run, namespace: '', id: '1', parent: null, type: 'json', checkpoint: bytes, metadata: bytes };
    const job = await store.queue.claim({ owner: 'me', leaseMs: 0 });
    await store.leased(job!.lease).write(run, { checkpoint: row });
    await die(store, 3);
    expect(await store.queue.claim({ owner: 'same', leaseMs: 0 })).toMatchObject({ deaths: 4 });
    expect(await store.queue.claim({ owner: 'same', leaseMs: 0 })).toMatchObject({ deaths: 4 });
    expect(await store.queue.claim({ owner: 'another', leaseMs: 0 })).toBeUndefined();
    now += hour;
    expect(await store.queue.claim({ owner: 'another', leaseMs: 0 })).toMatchObject({ deaths: 5 });
  });
});

describe('a stop', () => {
  it('lets a run come to its step boundary; the next start goes on with it', async () => {
    const store = await openTestStore();
    const graph = {
      ...deskGraph,
      handoffs: [{ id: 'on', from: 'triage', to: 'done' }],
      nodes: deskGraph.nodes!.filter(({ id }) => id !== 'boss'),
    };
    const nodes = graph.nodes.map((node) => (node.id === 'triage' ? { ...node, script: [{ say: 'Hello.' }] } : node));
    const { run } = await beginRun(store, { graph: { ...graph, nodes } });
    const { executor, hub } = (await startTestApp({ store })).deps;
    for await (const event of follow({ run, after: 0, heartbeatMs: 60_000 }, store, hub)) {
      if (event !== 'heartbeat' && event.type === 'run.started') break;
    }
    expect(await executor.stop(60_000)).toBe(0);
    expect((await store.log.events(run)).at(-1)).toMatchObject({ type: 'run.paused', why: 'shutdown' });

    await using next = await startTestApp({ store });
    await ended(next, run);
    const log = await store.log.events(run);
    expect(log.filter(({ type }) => type === 'run.started' || type === 'run.resumed')).toHaveLength(2);
    expect(log.at(-1)).toMatchObject({ type: 'run.finished', route: ['triage', 'done'] });
    expect(log.flatMap((event) => (event.type === 'node.started' ? [event.node] : []))).toEqual(['triage', 'done']);
  });

  it('pauses a run whose step takes longer, and ends its request; the next start begins that step again', async () => {
    const store = await openTestStore();
    const asked = Promise.withResolvers<void>();
    const provider = await startOpenAIServer({
      reply: (_, nth) => {
        asked.resolve();
        return nth === 0 ? { fault: 'hang' } : { text: 'Done.' };
      },
    });
    const env = { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: provider.apiKey };
    const nodes: Graph['nodes'] = [{ id: 'slow', kind: 'agent', model: 'openai:m' }];
    const { run } = await beginRun(store, { graph: { format: 'baton/1', id: 'slow', entry: 'slow', nodes } });
    const { executor } = (await startTestApp({ store, env })).deps;
    await asked.promise;
    expect(await executor.stop(1)).toBe(1);
    expect((await store.log.events(run)).at(-1)).toMatchObject({ type: 'run.paused', why: 'shutdown' });
    await expect.poll(() => provider.requests[0]?.abandoned).toBe(true);

    await using next = await startTestApp({ store, env });
    await ended(next, run);
    const told = (await store.log.events(run)).flatMap((event) =>
      event.type === 'node.started'
        ? [`${event.node} ${event.attempt}`]
        : event.type === 'run.resumed'
          ? [event.why]
          : [],
    );
    expect(told).toEqual(['slow 1', 'shutdown', 'slow 2']);
    expect(await statusOf(next, run)).toBe('finished');
    await provider.close();
  });

  it('does not wait longer than it may', async () => {
    const store = await openTestStore();
    const release = Promise.withResolvers<void>();
    await using app = await startTestApp({
      store,
      execute: async function* ({ run, store: leased }) {
        yield* await leased.write(run, { events: [{ type: 'run.resumed', why: 'step' }] });
        await release.promise;
      },
    });
    const { run } = await beginRun(store);
    app.deps.executor.wake();
    for await (const _ of follow({ run, after: 0, heartbeatMs: 60_000 }, store, app.deps.hub)) break;
    expect(await app.deps.executor.stop(1)).toBe(1);
    release.resolve();
  });

  it('takes up nothing more', async () => {
    const store = await openTestStore();
    await using app = await startTestApp({ store });
    await app.deps.executor.stop(1000);
    const { run } = await beginRun(store);
    app.deps.executor.wake();
    await app.deps.executor.stop(1000);
    expect((await store.runs.get(run))?.status).toBe('queued');
    expect(await app.deps.executor.cancel(newRunId())).toBe(false);
  });
});
