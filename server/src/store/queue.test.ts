import { describe, expect, it } from 'vitest';
import { beginRun, openTestStore } from './store.fixture.ts';

const ending = { output: null, route: [], tokens: { input: 0, output: 0, cached: 0 }, costUsd: 0, ms: 1 };
const finished = { type: 'run.finished' as const, ...ending };
const paused = { type: 'run.paused' as const, why: 'human' as const };
const answered = { type: 'human.answered' as const, node: 'a', visit: 1, ask: 'ask-1', answer: 'yes', by: 'a test' };
const asked = (ask: string, until?: number) => ({
  type: 'human.asked' as const,
  node: 'a',
  visit: 1,
  ask,
  question: 'Well?',
  schema: {},
  answer: 'text',
  summary: '',
  ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
});
const me = { owner: 'me', leaseMs: 60_000 };

describe('the queue', () => {
  it('gives out each run once, oldest first', async () => {
    await using store = await openTestStore();
    const runs = [await beginRun(store), await beginRun(store), await beginRun(store)];
    const claimed = await Promise.all([1, 2, 3, 4].map(() => store.queue.claim(me)));
    expect(claimed.map((job) => job?.record.run)).toEqual([...runs.map(({ run }) => run), undefined]);
  });

  it('lets no graph wait for all the runs of another, whether they end at once or are worked on for long', async () => {
    await using store = await openTestStore();
    const graph = (id: string) => ({ format: 'baton/1' as const, id, entry: 'a' });
    for (let index = 0; index < 50; index++) await beginRun(store, { graph: graph('busy') });
    for (const id of ['rare', 'other', 'rare']) await beginRun(store, { graph: graph(id) });
    const taken: string[] = [];
    const take = async () => {
      const job = (await store.queue.claim(me))!;
      taken.push(job.record.graph);
      return job.lease;
    };
    for (let index = 0; index < 4; index++) {
      const lease = await take();
      await store.leased(lease).write(lease.run, { events: [finished] });
      await store.queue.release(lease, false);
    }
    expect(taken.splice(0).toSorted()).toEqual(['busy', 'busy', 'other', 'rare']);
    for (let index = 0; index < 3; index++) await take();
    expect(taken.toSorted()).toEqual(['busy', 'busy', 'rare']);
  });

  it('gives the graph as it was when the run was made', async () => {
    await using store = await openTestStore();
    const { graph } = (await store.graphs.create({ format: 'baton/1', id: 'g', entry: 'a' }))!;
    await beginRun(store, { graph });
    await store.graphs.replace({ ...graph, entry: 'b' }, '*');
    await store.graphs.remove('g', '*');
    expect((await store.queue.claim(me))?.graph).toEqual(graph);
  });

  it('runs one run of a thread at a time, in their order', async () => {
    await using store = await openTestStore();
    const first = await beginRun(store);
    const second = await beginRun(store, { thread: first.thread, begins: false, queue: true });
    const job = await store.queue.claim(me);
    expect(job?.record.run).toBe(first.run);
    expect(await store.queue.claim(me)).toBeUndefined();
    await store.leased(job!.lease).write(first.run, { events: [finished] });
    await store.queue.release(job!.lease, false);
    expect((await store.queue.claim(me))?.record.run).toBe(second.run);
  });

  it('refuses a second run of a thread unless it may wait', async () => {
    await using store = await openTestStore();
    const { run, thread } = await beginRun(store);
    await expect(beginRun(store, { thread, begins: false })).rejects.toThrow(run);
    expect((await store.runs.list({ limit: 10 }, { thread })).runs).toHaveLength(1);
  });

  it('takes up a run again whose lease has run out, and knows the writer before no more', async () => {
    await using store = await openTestStore();
    await beginRun(store);
    const before = await store.queue.claim({ owner: 'dead', leaseMs: 0 });
    const after = await store.queue.claim(me);
    expect(after?.record.run).toBe(before?.record.run);
    expect(after!.lease.token).toBeGreaterThan(before!.lease.token);
    await store.queue.release(before!.lease, false);
    const run = after!.record.run;
    expect(await store.queue.renew('dead', [run], 60_000)).toEqual([]);
    expect(await store.queue.renew('me', [run], 60_000)).toEqual([{ run, cancel: false }]);
    expect(await store.queue.renew('me', [], 60_000)).toEqual([]);
  });

  it('takes up at once what a process held that is known to be dead', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    await store.queue.claim({ owner: 'dead', leaseMs: 60_000 });
    expect(await store.queue.claim(me)).toBeUndefined();
    expect(await store.queue.owners()).toEqual(['dead']);
    await store.queue.forget('dead');
    expect((await store.queue.claim(me))?.record.run).toBe(run);
  });

  it('gives a run that has outlived two processes to the next one later, and later each time', async () => {
    let now = 1_000_000;
    await using store = await openTestStore(':memory:', () => now);
    await beginRun(store);
    const pauses: number[] = [];
    for (let deaths = 1; deaths <= 12; deaths++) {
      expect(await store.queue.claim({ owner: 'dead', leaseMs: 60_000 })).toBeDefined();
      await store.queue.forget('dead');
      const due = (await store.queue.nextDue(now)) ?? now;
      if (due > now) expect(await store.queue.claim(me)).toBeUndefined();
      pauses.push(due - now);
      now = due;
    }
    expect(pauses[0]).toBe(0);
    for (const [index, pause] of pauses.slice(1).entries()) {
      const middle = 1000 * 2 ** Math.min(index, 8);
      expect(Math.abs(pause - middle)).toBeLessThanOrEqual(middle / 2);
    }
  });

  it('lets a run that is to end do so at once, however many processes it has outlived', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    for (const owner of ['one', 'two']) {
      await store.queue.claim({ owner, leaseMs: 60_000 });
      if (owner === 'two') await store.queue.requestCancel(run);
      await store.queue.forget(owner);
    }
    expect(await store.queue.claim({ ...me, run })).toMatchObject({ cancel: true, deaths: 2 });
  });

  it('does not give out a run that waits for a person, and does once there is an answer', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    const job = (await store.queue.claim(me))!;
    await store.leased(job.lease).write(run, { events: [paused] });
    await store.queue.release(job.lease, false);
    expect(await store.queue.claim(me)).toBeUndefined();

    expect(await store.queue.answer(run, 0, answered)).toBeUndefined();
    expect(await store.queue.answer(run, 1, answered)).toMatchObject({ seq: 2, type: 'human.answered' });
    expect(await store.queue.answer(run, 1, answered)).toBeUndefined();
    expect((await store.log.events(run)).map((event) => event.type)).toEqual(['run.paused', 'human.answered']);
    expect((await store.queue.claim(me))?.record.run).toBe(run);
  });

  it('does not lose an answer that comes while the run is about to pause', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    const job = (await store.queue.claim(me))!;
    await store.queue.answer(run, 0, answered);
    await store.leased(job.lease).write(run, { events: [paused] });
    await store.queue.release(job.lease, false);
    expect((await store.queue.claim(me))?.record.run).toBe(run);
  });

  it('takes a run up again when the time of the first person is over, once for each time', async () => {
    let now = 1_000_000;
    await using store = await openTestStore(':memory:', () => now);
    const { run } = await beginRun(store);
    const pause = async () => {
      const job = (await store.queue.claim(me))!;
      expect(job.record.run).toBe(run);
      await store.leased(job.lease).write(run, { events: [paused] });
      await store.queue.release(job.lease, false);
    };
    await store.log.write(run, { events: [asked('late', now + 9000), asked('soon', now + 5000), asked('ever')] });
    await pause();
    expect(await store.queue.claim(me)).toBeUndefined();
    expect(await store.queue.nextDue(now)).toBe(now + 5000);

    now += 5000;
    expect(await store.queue.nextDue(now - 1)).toBe(now);
    await pause();
    expect(await store.queue.claim(me)).toBeUndefined();
    expect(await store.queue.nextDue(now)).toBe(now + 4000);

    now += 4000;
    await pause();
    expect(await store.queue.nextDue(0)).toBeUndefined();
    expect(await store.queue.claim(me)).toBeUndefined();
  });

  it('forgets the time of a person who has answered, and all of them at the end', async () => {
    const now = 1_000_000;
    await using store = await openTestStore(':memory:', () => now);
    const { run } = await beginRun(store);
    await store.log.write(run, { events: [asked('ask-1', now + 5000), asked('ask-2', now + 9000)] });
    await store.queue.answer(run, 2, answered);
    const job = (await store.queue.claim(me))!;
    await store.leased(job.lease).write(run, { events: [paused] });
    expect(await store.queue.nextDue(now)).toBe(now + 9000);
    await store.leased(job.lease).write(run, { events: [finished] });
    await store.queue.release(job.lease, false);
    expect(await store.queue.nextDue(0)).toBeUndefined();
  });

  it('takes a run up at once whose time was over before it paused', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    const job = (await store.queue.claim(me))!;
    await store.leased(job.lease).write(run, { events: [asked('ask-1', Date.now() - 1)] });
    await store.leased(job.lease).write(run, { events: [paused] });
    await store.queue.release(job.lease, false);
    expect((await store.queue.claim(me))?.record.run).toBe(run);
  });

  it('leaves a run due to the next process when one dies that had taken it up at its time', async () => {
    let now = 1_000_000;
    await using store = await openTestStore(':memory:', () => now);
    const { run } = await beginRun(store);
    const job = (await store.queue.claim(me))!;
    await store.leased(job.lease).write(run, { events: [asked('ask-1', now + 5000), paused] });
    await store.queue.release(job.lease, false);
    now += 5000;
    await store.queue.claim({ owner: 'dead', leaseMs: 1000 });
    now += 1000;
    expect((await store.queue.claim(me))?.record.run).toBe(run);
  });

  it('keeps a run in the queue that paused for a shutdown', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    const job = (await store.queue.claim(me))!;
    await store.leased(job.lease).write(run, { events: [{ type: 'run.paused', why: 'shutdown' }] });
    await store.queue.release(job.lease, true);
    expect((await store.queue.claim(me))?.record.run).toBe(run);
  });

  it('lets a run be cancelled that waits for its turn or for a person, and none that is over', async () => {
    await using store = await openTestStore();
    const first = await beginRun(store);
    const job = (await store.queue.claim(me))!;
    const second = await beginRun(store, { thread: first.thread, begins: false, queue: true });
    expect(await store.queue.requestCancel(second.run)).toBe(true);
    expect(await store.queue.claim(me)).toMatchObject({ record: { run: second.run }, cancel: true });
    await store.leased(job.lease).write(first.run, { events: [finished] });
    expect(await store.queue.requestCancel(first.run)).toBe(false);
    expect(await store.queue.requestCancel('r_unknown')).toBe(false);
  });
});
