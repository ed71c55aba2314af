import { describe, expect, it } from 'vitest';
import { reduceAll, type AskView, type StoredEvent } from '@baton/shared/events';
import type { Graph, Json } from '@baton/shared/graph';
import { answerTo } from './people/answers.ts';
import { newRunId } from './ids.ts';
import { MemoryStore } from './store/memory-store.ts';
import { createModels } from './models/index.ts';
import { execute } from './run.ts';
import type { RunChange } from './store/store.ts';
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
const chain: Graph = {
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

/** Branches, one of them a person, and a join. */
const fan: Graph = {
  format: 'baton/1',
  id: 'crash-fan',
  entry: 'split',
  state: { all: { type: 'array' } },
  nodes: [
    { id: 'split', kind: 'router', route: 'all' },
    { id: 'one', kind: 'agent', script: [{ say: 'One.' }] },
    { id: 'two', kind: 'agent', script: [{ say: 'Two.' }] },
    { id: 'more', kind: 'agent', script: [{ say: 'More.' }] },
    { id: 'boss', kind: 'human', ask: 'Three?', answer: 'approval' },
    { id: 'join', kind: 'join', into: 'all' },
    { id: 'end', kind: 'agent', script: [{ say: 'All: {{ state.all }}.' }] },
  ],
  handoffs: [
    { id: 'so', from: 'split', to: 'one' },
    { id: 'st', from: 'split', to: 'two' },
    { id: 'sb', from: 'split', to: 'boss' },
    { id: 'oj', from: 'one', to: 'join' },
    { id: 'tm', from: 'two', to: 'more' },
    { id: 'mj', from: 'more', to: 'join' },
    { id: 'bj', from: 'boss', to: 'join', trigger: { on: 'otherwise' } },
    { id: 'je', from: 'join', to: 'end' },
  ],
};

/** The person is asked before the others are through. */
const slowFan: Graph = {
  ...fan,
  nodes: fan.nodes!.map((node) =>
    node.kind === 'agent' ? { ...node, script: node.script!.map((step) => ({ ...step, delayMs: 5 })) } : node,
  ),
};

/** A lead who consults two at once, a person in one of them and a graph in the other; then people at every door. */
const asking: Graph = {
  format: 'baton/1',
  id: 'crash-asking',
  entry: 'lead',
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator', approval: true }],
  nodes: [
    {
      id: 'lead',
      kind: 'agent',
      tools: ['sum'],
      script: [
        { handoff: ['law', 'money'], once: true },
        { calls: [{ tool: 'sum', args: { expression: '2+3' } }], once: true },
        { say: 'I have heard both.' },
      ],
    },
    { id: 'law', kind: 'human', ask: 'Is it legal?', answer: 'approval' },
    { id: 'money', kind: 'graph', graph: 'inner' },
    { id: 'desk', kind: 'human', answer: 'takeover', ask: 'Talk to them.' },
    { id: 'end', kind: 'agent', script: [{ say: 'Bye.' }] },
  ],
  handoffs: [
    { id: 'll', from: 'lead', to: 'law', trigger: { on: 'model' }, returns: true },
    { id: 'lm', from: 'lead', to: 'money', trigger: { on: 'model' }, returns: true },
    { id: 'ld', from: 'lead', to: 'desk', approval: true },
    { id: 'de', from: 'desk', to: 'end' },
  ],
};
const inner: Graph = {
  format: 'baton/1',
  id: 'inner',
  entry: 'count',
  state: { counted: { type: 'number', merge: 'sum' } },
  nodes: [
    {
      id: 'count',
      kind: 'agent',
      output: { type: 'object', properties: { counted: { type: 'number' } } },
      into: ['counted'],
      script: [{ output: { counted: 1 } }],
    },
    { id: 'cashier', kind: 'human', ask: 'Enough?', answer: 'approval' },
    { id: 'sum', kind: 'agent', script: [{ say: 'Counted {{ state.counted }}.' }] },
  ],
  handoffs: [
    { id: 'cc', from: 'count', to: 'count', trigger: { on: 'rule', if: 'visits < 2' } },
    { id: 'ck', from: 'count', to: 'cashier', trigger: { on: 'otherwise' } },
    { id: 'ks', from: 'cashier', to: 'sum', trigger: { on: 'always' } },
  ],
};

/** What people say: to a takeover a word, then that it is over. */
function said({ answer, answers }: AskView): Json {
  if (answer !== 'takeover') return { approved: true };
  return answers.length === 0 ? { say: 'I am here.' } : { done: true };
}

async function drive(graph: Graph, store: DyingStore, run: string): Promise<boolean> {
  const models = createModels();
  try {
    for await (const event of execute({
      run,
      thread: run,
      graph,
      graphs: { inner },
      version: 1,
      input: 'Go',
      store,
      models,
    }))
      void event;
    return true;
  } catch (error) {
    expect(String(error)).toContain('the process has ended');
    return false;
  }
}

/** Runs to the end, answering when asked; the process ends once, with the n-th write. */
async function runWithCrash(graph: Graph, writes: number): Promise<{ crashed: boolean; log: StoredEvent[] }> {
  const store = new DyingStore();
  const run = newRunId();
  store.writesLeft = writes;
  let crashed = false;
  for (let tries = 0; tries < 20; tries++) {
    const alive = await drive(graph, store, run);
    if (!alive) crashed = true;
    if (!alive) store.writesLeft = Infinity;
    const view = reduceAll(await store.events(run));
    if (view.status === 'finished') break;
    const ask = view.asks.find((one) => one.open);
    if (view.status !== 'paused' || !ask) continue;
    const result = answerTo(view, { ask: ask.ask, answer: said(ask), by: 'a test' });
    if (store.writesLeft <= 0) crashed = true;
    if (crashed) store.writesLeft = Infinity;
    if (result.ok) await store.write(run, { events: [result.event] });
  }
  return { crashed, log: await store.events(run) };
}

/** Runs until somebody is waited for; the process ends once, with the n-th write. */
async function untilAsked(graph: Graph, writes: number): Promise<{ crashed: boolean; log: StoredEvent[] }> {
  const store = new DyingStore();
  const run = newRunId();
  store.writesLeft = writes;
  const crashed = !(await drive(graph, store, run));
  store.writesLeft = Infinity;
  if (crashed) await drive(graph, store, run);
  return { crashed, log: await store.events(run) };
}

/** Branches run side by side, so their events may come in another order. */
const handoffs = (log: readonly StoredEvent[]) =>
  of(log, 'handoff.taken')
    .map((event) => event.handoff)
    .toSorted();

/** A node that finishes twice in one visit is there twice. */
const visitsIn = (log: readonly StoredEvent[]) =>
  of(log, 'node.finished').map((event) => `${event.node}#${event.visit}`);

const asks = (log: readonly StoredEvent[]) =>
  of(log, 'human.asked')
    .map((event) => event.ask)
    .toSorted();

function outcomeOf(log: readonly StoredEvent[]) {
  const { status, route, output, state } = reduceAll(log);
  return { status, route, output, state };
}

const sorted = (outcome: ReturnType<typeof outcomeOf>) => ({ ...outcome, route: outcome.route.toSorted() });

describe('a run whose process ends', () => {
  it.each([
    [chain, ['plan', 'work', 'work', 'work', 'boss', 'end'], 'Total 3.'],
    [fan, ['boss', 'end', 'join', 'more', 'one', 'split', 'two'], 'All: ["One.","More.",{"approved":true}].'],
    [asking, ['desk', 'end', 'law', 'lead', 'lead', 'money'], 'Bye.'],
  ])(
    'at any write goes on from its last checkpoint, and ends as if nothing had happened: %#',
    async (graph, expectedRoute, expectedOutput) => {
      const whole = await runWithCrash(graph, Infinity);
      const outcome = outcomeOf(whole.log);
      const { route } = outcome;
      expect(outcome).toMatchObject({ status: 'finished', output: expectedOutput });
      expect(graph === chain ? route : route.toSorted()).toEqual(expectedRoute);
      let cuts = 0;
      for (let writes = 0; ; writes++) {
        const { crashed, log } = await runWithCrash(graph, writes);
        if (!crashed) break;
        cuts++;
        const finished = visitsIn(log);
        expect({ writes, ...sorted(outcomeOf(log)) }).toEqual({ writes, ...sorted(outcome) });
        expect({ writes, seq: log.map((event) => event.seq) }).toEqual({
          writes,
          seq: log.map((_, index) => index + 1),
        });
        expect({ writes, finished: finished.toSorted() }).toEqual({ writes, finished: visitsIn(whole.log).toSorted() });
        expect({ writes, asked: asks(log) }).toEqual({ writes, asked: asks(whole.log) });
        expect({ writes, taken: handoffs(log) }).toEqual({ writes, taken: handoffs(whole.log) });
      }
      expect(cuts).toBeGreaterThan(15);
    },
  );

  it.each([chain, slowFan, asking])('comes to the same questions, with all other branches done: %#', async (graph) => {
    const whole = await untilAsked(graph, Infinity);
    expect(reduceAll(whole.log).status).toBe('paused');
    for (let writes = 0; ; writes++) {
      const { crashed, log } = await untilAsked(graph, writes);
      if (!crashed) break;
      const { status } = reduceAll(log);
      const finished = visitsIn(log).toSorted();
      expect({ writes, status, finished, asked: asks(log) }).toEqual({
        writes,
        status: 'paused',
        finished: visitsIn(whole.log).toSorted(),
        asked: asks(whole.log),
      });
    }
  });

  it.each([
    ['a node which was at work starts again: same visit, next attempt', 5, 2],
    ['its first node starts, where it had come no further than its log', 1, 1],
  ])('tells that %s, after run.resumed', async (_what, writes, attempt) => {
    const { log } = await runWithCrash(chain, writes);
    const resumed = log.findIndex((event) => event.type === 'run.resumed');
    expect(log[resumed]).toMatchObject({ why: 'crash' });
    expect(log[resumed + 1]).toMatchObject({ type: 'node.started', visit: 1, attempt });
  });
});
