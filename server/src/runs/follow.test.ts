import type { RunEvent } from '@baton/shared/events';
import { describe, expect, it } from 'vitest';
import { beginRun, openTestStore } from '../store/store.fixture.ts';
import { follow } from './follow.ts';
import { Hub } from './hub.ts';

const changed = { type: 'state.changed' as const, changes: [] };
const delta = (run: string, text: string) => ({ type: 'model.delta' as const, run, at: '', node: 'a', visit: 1, text });
const name = (event: RunEvent | 'heartbeat' | void): string =>
  !event ? 'end' : event === 'heartbeat' ? event : 'seq' in event ? String(event.seq) : event.text;

describe('following a run', () => {
  it('gives words only where they belong: after the event that was stored before them', async () => {
    await using store = await openTestStore();
    const hub = new Hub();
    const { run } = await beginRun(store);
    const [first] = await store.log.write(run, { events: [changed] });
    const events = follow({ run, after: 0, heartbeatMs: 60_000 }, store, hub);
    const next = async () => name((await events.next()).value);
    expect(await next()).toBe('1');
    hub.delta(run, delta(run, 'too late, its message is in the log'), 0);
    hub.delta(run, delta(run, 'one'), 1);
    hub.stored(run, first!);
    const [second] = await store.log.write(run, { events: [changed] });
    hub.stored(run, second!);
    hub.delta(run, delta(run, 'two'), 2);
    expect([await next(), await next(), await next()]).toEqual(['one', '2', 'two']);
    await events.return();
  });

  it('tells a reader who comes in mid-sentence the sentence from its beginning, and only once it is in no log', async () => {
    await using store = await openTestStore();
    const hub = new Hub();
    const { run } = await beginRun(store);
    const [first] = await store.log.write(run, { events: [changed] });
    hub.stored(run, first!);
    hub.delta(run, { ...delta(run, 'You are '), from: 0 }, 1);
    hub.delta(run, { ...delta(run, 'elsewhere'), from: 0, branch: 'b' }, 1);
    hub.delta(run, { ...delta(run, 'right'), from: 8 }, 1);
    const [failed] = await store.log.write(run, {
      events: [
        { type: 'node.failed', node: 'a', visit: 1, branch: 'b', attempt: 1, error: { kind: 'model', message: 'No.' } },
      ],
    });
    hub.stored(run, failed!);
    const events = follow({ run, after: 0, heartbeatMs: 60_000 }, store, hub);
    const next = async () => name((await events.next()).value);
    expect([await next(), await next(), await next()]).toEqual(['1', '2', 'You are right']);
    hub.delta(run, { ...delta(run, ', and'), from: 13 }, 2);
    expect(await next()).toBe(', and');
    await events.return();
  });

  it('reads the log where an event was told that does not follow on', async () => {
    await using store = await openTestStore();
    const hub = new Hub();
    const { run } = await beginRun(store);
    await store.log.write(run, { events: [changed] });
    const events = follow({ run, after: 0, heartbeatMs: 60_000 }, store, hub);
    await events.next();
    const pending = events.next();
    const written = await store.log.write(run, { events: [changed, changed, changed] });
    hub.stored(run, written[2]!);
    expect(name((await pending).value)).toBe('2');
    expect(name((await events.next()).value)).toBe('3');
    expect(name((await events.next()).value)).toBe('4');
    await events.return();
  });

  it('ends at once for a reader that leaves while nothing happens', async () => {
    await using store = await openTestStore();
    const { run } = await beginRun(store);
    const left = new AbortController();
    const events = follow({ run, after: 0, heartbeatMs: 60_000, signal: left.signal }, store, new Hub());
    const pending = events.next();
    left.abort();
    expect(name((await pending).value)).toBe('end');
    const late = follow({ run, after: 0, heartbeatMs: 60_000, signal: left.signal }, store, new Hub());
    expect((await late.next()).done).toBe(true);
  });
});
