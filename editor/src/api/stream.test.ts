import type { RunEvent } from '@baton/shared/events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followRun, type StreamStatus } from './stream.ts';

const event = (seq: number, type: 'run.resumed' | 'run.cancelled' = 'run.resumed'): RunEvent =>
  type === 'run.resumed'
    ? { type, seq, run: 'r_1', at: '', why: 'step' }
    : {
        type,
        seq,
        run: 'r_1',
        at: '',
        output: null,
        route: [],
        tokens: { input: 0, output: 0, cached: 0 },
        costUsd: 0,
        ms: 1,
      };

const delta: RunEvent = { type: 'model.delta', run: 'r_1', at: '', node: 'a', visit: 1, text: 'Hi' };

const sse = (events: readonly RunEvent[]): string =>
  events
    .map((entry) => `${'seq' in entry ? `id: ${entry.seq}\n` : ''}data: ${JSON.stringify(entry)}\n\n`)
    .join(': heartbeat\n\n');

/** Answers one request after the other, and keeps what was asked. */
function serving(answers: readonly (Response | Error)[]): string[] {
  const asked: string[] = [];
  const rest = [...answers];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    const answer = rest.shift();
    return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer ?? new Error('nothing more'));
  });
  return asked;
}

function following(after = 0): Promise<{ events: RunEvent[]; statuses: StreamStatus[]; waits: number[] }> {
  const [events, statuses, waits]: [RunEvent[], StreamStatus[], number[]] = [[], [], []];
  return new Promise((resolve) => {
    followRun('r_1', {
      after,
      onEvent: (entry) => events.push(entry),
      onStatus(status) {
        statuses.push(status);
        if (status === 'over' || status === 'gone') resolve({ events, statuses, waits });
      },
      wait: (ms) => Promise.resolve(void waits.push(ms)),
    });
  });
}

afterEach(() => vi.unstubAllGlobals());

describe('followRun', () => {
  it('gives every event and stops at the last one', async () => {
    serving([new Response(sse([event(1), delta, event(2, 'run.cancelled')]))]);
    const { events, statuses } = await following();
    expect(events).toEqual([event(1), delta, event(2, 'run.cancelled')]);
    expect(statuses).toEqual(['open', 'over']);
  });

  it('goes on after a break from the last event that it has, and gives none twice', async () => {
    const asked = serving([
      new Response(sse([event(1), event(2)])),
      new Error('no network'),
      new Response(sse([event(2), event(3, 'run.cancelled')])),
    ]);
    const { events, statuses } = await following();
    expect(asked).toEqual([0, 2, 2].map((after) => `/api/runs/r_1/events?after=${after}`));
    expect(events.map((entry) => ('seq' in entry ? entry.seq : 0))).toEqual([1, 2, 3]);
    expect(statuses).toEqual(['open', 'lost', 'lost', 'open', 'over']);
  });

  it('waits longer after each failure', async () => {
    serving([
      new Error('1'),
      new Error('2'),
      new Response('', { status: 503 }),
      new Response(sse([event(1, 'run.cancelled')])),
    ]);
    const { waits } = await following();
    expect(waits).toEqual([250, 500, 1000]);
  });

  it('says when there is no such run', async () => {
    serving([new Response('', { status: 404 })]);
    expect((await following()).statuses).toEqual(['gone']);
  });

  it('is quiet after it was stopped', async () => {
    const asked = serving([]);
    const statuses: StreamStatus[] = [];
    const stop = followRun('r_1', { onEvent: () => undefined, onStatus: (status) => statuses.push(status) });
    stop();
    await Promise.resolve();
    await Promise.resolve();
    expect(asked).toHaveLength(1);
    expect(statuses).toEqual([]);
  });
});
