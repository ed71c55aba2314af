import { describe, expect, it } from 'vitest';
import { reduceAll, type StoredEvent } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { answerTo } from './answers.ts';
import { newRunId } from './ids.ts';
import { MemoryStore } from './memory-store.ts';
import { createModels } from './models/index.ts';
import { execute } from './run.ts';
import type { RunChange } from './store.ts';
import { of } from './testing/play.ts';

/** A process that ends with its n-th write: nothing after it is stored. */
class DyingStore extends MemoryStore {
  writesLeft = Infinity;

  override async write(run: string, change: RunChange): Promise<StoredEvent[]> {
    if (this.writesLeft <= 0) throw new Error('the process has ended');
    this.writesLeft--;
    return super.write(run, change);
  }
}

/** Tools, a loop, a person, a rule and state: everything that a step can leave half-done. */
const graph: Graph = {
  format: 'baton/1',
  id: 'crash',
  entry: 'plan',
  state: { total: { type: 'number', merge: 'sum' } },
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
  nodes: [
    {
      id: 'plan',
      kind: 'agent',
      tools: ['sum'],
      script: [
        { calls: [{ tool: 'sum', args: { expression: '2+3' } }], once: true },
        { say: 'Planned.', handoff: 'work' },
      ],
    },
    {
      id: 'work',
      kind: 'agent',
      output: { type: 'object', properties: { total: { type: 'number' } } },
      into: ['total'],
      script: [{ output: { total: 1 } }],
    },
    { id: 'boss', kind: 'human', ask: 'Good enough?', answer: 'approval' },
    { id: 'end', kind: 'agent', script: [{ say: 'Total {{ state.total }}.' }] },
  ],
  handoffs: [
    { id: 'pw', from: 'plan', to: 'work', trigger: { on: 'model' } },
    { id: 'ww', from: 'work', to: 'work', trigger: { on: 'rule', if: 'visits < 3' } },
    { id: 'wb', from: 'work', to: 'boss', trigger: { on: 'otherwise' } },
    { id: 'be', from: 'boss', to: 'end', trigger: { on: 'rule', if: 'answer.approved' } },
  ],
};

async function drive(store: DyingStore, run: string): Promise<boolean> {
  const models = createModels();
  try {
    for await (const event of execute({ run, thread: run, graph, version: 1, input: 'Go', store, models })) void event;
    return true;
  } catch (error) {
    expect(String(error)).toContain('the process has ended');
    return false;
  }
}

/** Runs to the end, answering when asked; the process ends once, with the n-th write. */
async function runWithCrash(writes: number): Promise<{ crashed: boolean; log: StoredEvent[] }> {
  const store = new DyingStore();
  const run = newRunId();
  store.writesLeft = writes;
  let crashed = false;
  for (let tries = 0; tries < 10; tries++) {
    const alive = await drive(store, run);
    if (!alive) crashed = true;
    if (!alive) store.writesLeft = Infinity;
    const view = reduceAll(await store.events(run));
    if (view.status === 'finished') break;
    const ask = view.asks.find((one) => one.open);
    if (view.status !== 'paused' || !ask) continue;
    const result = answerTo(view, { ask: ask.ask, answer: { approved: true }, by: 'a test' });
    if (store.writesLeft <= 0) crashed = true;
    if (crashed) store.writesLeft = Infinity;
    if (result.ok) await store.write(run, { events: [result.event] });
  }
  return { crashed, log: await store.events(run) };
}

const handoffs = (log: readonly StoredEvent[]) => of(log, 'handoff.taken').map((event) => event.handoff);

describe('a run whose process ends', () => {
  it('at any write goes on from its last checkpoint, and ends as if nothing had happened', async () => {
    const whole = await runWithCrash(Infinity);
    const { status, route, output, state } = reduceAll(whole.log);
    const outcome = { status, route, output, state };
    expect(outcome).toMatchObject({
      status: 'finished',
      route: ['plan', 'work', 'work', 'work', 'boss', 'end'],
      output: 'Total 3.',
    });
    let cuts = 0;
    for (let writes = 0; ; writes++) {
      const { crashed, log } = await runWithCrash(writes);
      if (!crashed) break;
      cuts++;
      const { status, route, output, state } = reduceAll(log);
      const finished = of(log, 'node.finished').map((event) => `${event.node}#${event.visit}`);
      expect({ writes, status, route, output, state }).toEqual({ writes, ...outcome });
      expect({ writes, seq: log.map((event) => event.seq) }).toEqual({ writes, seq: log.map((_, index) => index + 1) });
      expect({ writes, finished }).toEqual({ writes, finished: [...new Set(finished)] });
      expect({ writes, asked: of(log, 'human.asked').length }).toEqual({ writes, asked: 1 });
      expect({ writes, taken: handoffs(log) }).toEqual({ writes, taken: handoffs(whole.log) });
    }
    expect(cuts).toBeGreaterThan(15);
  });

  it('tells that a node which was at work starts again: same visit, next attempt, after run.resumed', async () => {
    const { log } = await runWithCrash(5);
    const resumed = log.findIndex((event) => event.type === 'run.resumed');
    expect(log[resumed]).toMatchObject({ why: 'crash' });
    expect(log[resumed + 1]).toMatchObject({ type: 'node.started', visit: 1, attempt: 2 });
  });
});
