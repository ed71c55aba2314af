import type { ProblemDetails, RunStarted } from '@baton/shared/api';
import { isStored, type RunEvent, type StoredEvent } from '@baton/shared/events';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskGraph, endlessGraph, framesOf, read, startTestApp, storedOf, type TestApp } from '../app.fixture.ts';
import type { ExecutorOptions } from '../runs/executor.ts';

const start = async (app: TestApp, input: string, graph: object = deskGraph) =>
  (await read<RunStarted>(app.ask('POST', '/api/runs', { graph, input }))).run;
const events = (app: TestApp, run: string, query = '', headers = {}) =>
  app.ask('GET', `/api/runs/${run}/events${query}`, undefined, headers);

/** Writes as fast as it can: what a reader meets who is slower than the run. */
const busy = (count: number): ExecutorOptions['execute'] =>
  async function* ({ run, store }) {
    for (let index = 0; index < count; index++) {
      const at = new Date().toISOString();
      yield { type: 'model.delta', run, at, node: 'a', visit: 1, text: `${index} ` };
      yield* await store.write(run, { events: [{ type: 'state.changed', changes: [] }] });
    }
    const ending = { output: null, route: ['a'], tokens: { input: 0, output: 0, cached: 0 }, costUsd: 0, ms: 1 };
    yield* await store.write(run, { events: [{ type: 'run.finished', ...ending }] });
  };

describe('a run’s events', () => {
  it('are replayed of a run that is over, and the stream ends after the last', async () => {
    await using app = await startTestApp();
    const run = await start(app, 'hello');
    const live = await storedOf(await events(app, run));
    const replayed = await storedOf(await events(app, run));
    expect(replayed).toEqual(live);
    expect(replayed.at(-1)?.type).toBe('run.finished');
    expect(replayed.map(({ seq }) => seq)).toEqual(replayed.map((_, index) => index + 1));
  });

  it('go on after Last-Event-ID, which counts more than the address, or after "after"', async () => {
    await using app = await startTestApp();
    const run = await start(app, 'hello');
    const all = await storedOf(await events(app, run));
    expect(await storedOf(await events(app, run, '?after=3'))).toEqual(all.slice(3));
    expect(await storedOf(await events(app, run, '?after=1', { 'last-event-id': '3' }))).toEqual(all.slice(3));
    expect(await storedOf(await events(app, run, '', { 'last-event-id': '' }))).toEqual(all);
  });

  it('tell an EventSource that has them all to stop asking', async () => {
    await using app = await startTestApp();
    const run = await start(app, 'hello');
    const { length } = await storedOf(await events(app, run));
    expect((await events(app, run, '', { 'last-event-id': String(length) })).status).toBe(204);
  });

  it('cannot be asked for after one that is not there', async () => {
    await using app = await startTestApp();
    const run = await start(app, 'hello');
    await storedOf(await events(app, run));
    for (const [query, header] of [['?after=9999'], ['?after=-1'], ['?after=x'], ['', 'x'], ['', '9999']] as const) {
      const response = await events(app, run, query, header === undefined ? {} : { 'last-event-id': header });
      expect(response.status).toBe(400);
      expect((await read<ProblemDetails>(response)).detail).not.toBe('');
    }
    expect((await events(app, 'r_00000000000000000000')).status).toBe(404);
  });

  it('have no gap and no repeat for a reader that comes and goes while they are written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }), async (visits) => {
        await using app = await startTestApp({ execute: busy(100) });
        const run = await start(app, 'x');
        const seen: RunEvent[] = [];
        const last = () => seen.findLast((event) => isStored(event))?.seq ?? 0;
        for (const length of [...visits, Infinity]) {
          const response = await events(app, run, '', { 'last-event-id': String(last()) });
          if (response.status === 204) break;
          let left = length;
          for await (const { event } of framesOf(response)) {
            if (event) seen.push(event);
            if (--left <= 0) break;
          }
        }
        const stored = seen.filter((event): event is StoredEvent => isStored(event));
        expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
      }),
      { numRuns: 20 },
    );
  });

  it('reach a reader that stood still for longer than anybody keeps them for it', async () => {
    await using app = await startTestApp({ execute: busy(2000) });
    const run = await start(app, 'x');
    const slow = framesOf(await events(app, run));
    await slow.next();
    await storedOf(await events(app, run));
    const stored: number[] = [];
    for await (const { id } of slow) if (id !== undefined) stored.push(id);
    expect(stored).toEqual(Array.from({ length: 2001 }, (_, index) => index + 1));
  });

  it('reach every reader of a run', async () => {
    await using app = await startTestApp({ execute: busy(50) });
    const run = await start(app, 'x');
    const readers = await Promise.all(Array.from({ length: 20 }, async () => storedOf(await events(app, run))));
    for (const read of readers) expect(read).toEqual(readers[0]);
    expect(readers[0]).toHaveLength(51);
  });

  it('are silent while a person is waited for, but for a heartbeat, and go on after the answer', async () => {
    await using app = await startTestApp({ heartbeatMs: 5 });
    const run = await start(app, 'a refund');
    let answered = false;
    const types: string[] = [];
    for await (const { event, comment } of framesOf(await events(app, run))) {
      if (event) types.push(event.type);
      if (comment === undefined || answered || types.at(-1) !== 'run.paused') continue;
      answered = true;
      await app.ask('POST', `/api/runs/${run}/answer`, { node: 'boss', answer: { approved: true } });
    }
    expect(types.filter((type) => type.startsWith('run.') || type.startsWith('human.'))).toEqual([
      'run.started',
      'human.asked',
      'run.paused',
      'human.answered',
      'run.resumed',
      'run.finished',
    ]);
  });

  it('are found in the log also when another process works on the run', async () => {
    await using app = await startTestApp({ heartbeatMs: 5 });
    const run = await start(app, 'a refund');
    const frames = framesOf(await events(app, run));
    for await (const { event } of frames) {
      if (event?.type === 'run.paused')
        await app.deps.store.log.write(run, { events: [{ type: 'run.resumed', why: 'human' }] });
      if (event?.type === 'run.resumed') break;
    }
    expect((await app.deps.store.log.events(run)).at(-1)?.type).toBe('run.resumed');
  });

  it('end for the reader, and not for the run, when the reader leaves', async () => {
    await using app = await startTestApp({ execute: busy(300) });
    const run = await start(app, 'x');
    for await (const { id } of framesOf(await events(app, run))) if (id === 3) break;
    expect(await storedOf(await events(app, run))).toHaveLength(301);
  });

  it('end for all readers when the server stops, without an end of the run', async () => {
    await using app = await startTestApp();
    const run = await start(app, 'x', endlessGraph);
    const types: string[] = [];
    for await (const { event } of framesOf(await events(app, run))) {
      if (event) types.push(event.type);
      if (event?.type === 'node.started') app.deps.hub.close();
    }
    expect(types).toEqual(['run.started', 'node.started']);
  });
});
