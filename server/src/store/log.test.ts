import { LeaseLost } from '@baton/runtime';
import { runStoreContract } from '@baton/runtime/contract';
import { describe, expect, it } from 'vitest';
import { beginRun, openTestStore } from './store.fixture.ts';

runStoreContract('LogTable', async () => {
  const store = await openTestStore();
  return {
    store: store.log,
    begin: (thread) => beginRun(store, thread === undefined ? {} : { thread, begins: false, queue: true }),
    close: () => store.close(),
  };
});

describe('a leased log', () => {
  it('refuses every kind of write once the run was taken over, and stores none of it', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    const slow = await store.queue.claim({ owner: 'slow', leaseMs: 0 });
    const quick = await store.queue.claim({ owner: 'quick', leaseMs: 60_000 });
    expect(quick?.record.run).toBe(run);

    const late = store.leased(slow!.lease);
    const message = { id: 'm1', role: 'user' as const, text: 'late' };
    await expect(
      late.write(run, { events: [{ type: 'run.paused', why: 'human' }], messages: [message] }),
    ).rejects.toThrow(LeaseLost);
    await expect(late.write(run, { thread: { state: {}, views: {}, active: 'late' } })).rejects.toThrow(LeaseLost);
    expect(await store.log.events(run)).toEqual([]);
    expect(await store.log.messages(run)).toEqual([]);
    expect(await store.log.thread(run)).toBeUndefined();

    const [event] = await store.leased(quick!.lease).write(run, { events: [{ type: 'run.resumed', why: 'crash' }] });
    expect(event).toMatchObject({ seq: 1, run });
  });

  it('stores nothing of a change of which a part cannot be stored', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    const broken = { id: 'm1', role: 'user' as const, text: 1n as unknown as string };
    await expect(
      store.log.write(run, { events: [{ type: 'run.resumed', why: 'crash' }], messages: [broken] }),
    ).rejects.toThrow(/BigInt/);
    expect(await store.log.events(run)).toEqual([]);
    expect((await store.runs.get(run))?.seq).toBe(0);
  });
});

describe('a run’s row follows its log', () => {
  it('has the status of its last event, and its end', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    expect((await store.runs.get(run))?.status).toBe('queued');
    await store.log.write(run, { events: [{ type: 'run.paused', why: 'human' }] });
    expect(await store.runs.get(run)).toMatchObject({ status: 'paused', seq: 1 });
    const ending = { output: null, route: [], tokens: { input: 0, output: 0, cached: 0 }, costUsd: 0, ms: 1 };
    await store.log.write(run, {
      events: [
        { type: 'run.resumed', why: 'human' },
        { type: 'run.finished', ...ending },
      ],
    });
    const row = await store.runs.get(run);
    expect(row).toMatchObject({ status: 'finished', seq: 3 });
    expect(Date.parse(row?.endedAt ?? '')).not.toBeNaN();
  });

  it('is read in pages', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    await store.log.write(run, {
      events: Array.from({ length: 5 }, () => ({ type: 'run.paused' as const, why: 'step' as const })),
    });
    expect((await store.log.page(run, 1, 2)).map((event) => event.seq)).toEqual([2, 3]);
    expect((await store.log.page(run, 4, 2)).map((event) => event.seq)).toEqual([5]);
  });
});
