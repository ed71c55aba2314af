import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { createModels } from './models/index.ts';
import { costOf, openAIPrices, priceOf } from './models/prices.ts';
import { inWords } from './remaining.ts';
import { Ledger } from './ledger.ts';
import { startOpenAIServer, testApiKey, type OpenAIServer } from './testing/openai-server/index.ts';
import { of, play } from './testing/play.ts';

let server: OpenAIServer;

type Nodes = NonNullable<Graph['nodes']>;
const says = (id: string, say: string, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say }],
  ...more,
});

describe('what remains of the limits', () => {
  const chain: Graph = {
    format: 'baton/1',
    id: 'g',
    entry: 'a',
    limits: { handoffs: 4, modelCalls: 5 },
    nodes: ['a', 'b', 'c'].map((id) => says(id, id)),
    handoffs: [
      { id: 'ab', from: 'a', to: 'b' },
      { id: 'bc', from: 'b', to: 'c' },
    ],
  };

  it('is in the package of every handoff, and told to the model once it gets scarce', async () => {
    const { log, view } = await play({ graph: chain, input: 'Hi' });
    const packages = of(log, 'handoff.taken').map(({ context }) => context.remaining);
    expect(packages).toMatchObject([
      { handoffs: 3, modelCalls: 4 },
      { handoffs: 2, modelCalls: 3 },
    ]);
    const systems = of(log, 'model.finished').map(
      ({ request }) => view.messages[request.messages[0] ?? '']?.text ?? '',
    );
    expect(systems.map((text) => text.includes('may still take'))).toEqual([false, false, true]);
    expect(systems[2]).toContain(
      '(This run may still take 2 more handoffs and 3 more model calls. Finish with what you have.)',
    );
  });

  it.each([
    [{}, ''],
    [{ handoffs: 3, modelCalls: 4 }, ''],
    [{ handoffs: 0 }, '(This run may still take no handoff. Finish with what you have.)'],
    [{ modelCalls: 1 }, '(This run may still take 1 more model call. Finish with what you have.)'],
  ])('%j reads: %s', (left, words) => {
    expect(inWords(left)).toBe(words);
  });
});

describe('limits of what models use', () => {
  /** Asks its model again and again. */
  const asking = (limits: Graph['limits']): Graph => ({
    format: 'baton/1',
    id: 'g',
    entry: 'a',
    limits,
    defaults: { model: 'test:priced' },
    nodes: [{ id: 'a', kind: 'agent' }],
    handoffs: [{ id: 'aa', from: 'a', to: 'a' }],
  });
  async function callsWithin(limits: Graph['limits'], usage: { input: number; output: number; cached?: number }) {
    server = await startOpenAIServer({ reply: () => ({ text: 'Again.', usage }) });
    const prices = { priced: { input: 1_000_000, output: 2_000_000, cached: 500_000 } };
    const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey, prices };
    const models = createModels({ fetch, providers: { test: provider } });
    const { view } = await play({ graph: asking({ costUsd: 1000, ...limits }), input: 'Hi', models });
    await server.close();
    return [server.requests.length, view.error?.kind, view.error?.limit, view.costUsd];
  }

  it.each([
    ['what goes in', { input: 50, output: 0 }],
    ['what comes out', { input: 0, output: 50 }],
    ['both together', { input: 25, output: 25 }],
  ])('tokens: counts %s; 100 are allowed, and the next call is not made', async (_what, usage) => {
    expect((await callsWithin({ tokens: 100 }, usage)).slice(0, 3)).toEqual([2, 'limit', 'tokens']);
    expect((await callsWithin({ tokens: 101 }, usage)).slice(0, 3)).toEqual([3, 'limit', 'tokens']);
  });

  it('costUsd: counts by the prices of the provider, and what was cached at its own', async () => {
    expect(await callsWithin({ costUsd: 6 }, { input: 1, output: 1 })).toEqual([2, 'limit', 'costUsd', 6]);
    expect(await callsWithin({ costUsd: 6.1 }, { input: 1, output: 1 })).toEqual([3, 'limit', 'costUsd', 9]);
    expect(await callsWithin({ costUsd: 5 }, { input: 1, output: 1, cached: 1 })).toEqual([2, 'limit', 'costUsd', 5]);
  });
});

describe('limits and parallel branches', () => {
  const fan = (limits: Graph['limits']): Graph => ({
    format: 'baton/1',
    id: 'g',
    entry: 's',
    limits,
    defaults: { model: 'test:x' },
    nodes: [
      { id: 's', kind: 'router', route: 'all' },
      ...['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'agent' as const })),
    ],
    handoffs: ['a', 'b', 'c', 'd'].map((to) => ({ id: `s${to}`, from: 's', to })),
  });

  it('branches: so many are at work at once, and the rest wait', async () => {
    let now = 0;
    let most = 0;
    server = await startOpenAIServer({
      async reply() {
        most = Math.max(most, ++now);
        await setTimeout(20);
        now--;
        return { text: 'Done.' };
      },
    });
    const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
    const models = createModels({ fetch, providers: { test: provider } });
    const { view } = await play({ graph: fan({ branches: 2 }), input: 'Hi', models });
    await server.close();
    expect(view).toMatchObject({
      status: 'finished',
      output: [{ node: 'a' }, { node: 'b' }, { node: 'c' }, { node: 'd' }],
    });
    expect(most).toBe(2);
  });

  it('modelCalls: counts those that are under way in other branches', async () => {
    const { view, log } = await play({ graph: { ...fan({ modelCalls: 3 }), defaults: {} }, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { limit: 'modelCalls' } });
    expect(of(log, 'model.finished').length).toBeLessThanOrEqual(3);
  });
});

describe('a limit', () => {
  /** a takes a handoff; whoever fails over a limit hands over to help. */
  const chain = (limits: Graph['limits'], handoffs: string[]): Graph => ({
    format: 'baton/1',
    id: 'g',
    entry: 'a',
    limits,
    nodes: ['a', 'b', 'c', 'd', 'help', 'end'].map((id) => says(id, id)),
    handoffs: [
      ...handoffs.map((id) => ({ id, from: id.split('-', 1)[0] ?? '', to: id.split('-')[1] ?? '' })),
      ...['a', 'b', 'c', 'd'].map((from) => ({
        id: `${from}-fails`,
        from,
        to: from === 'a' ? 'help' : 'end',
        trigger: { on: 'error' as const, kinds: ['limit' as const] },
      })),
    ],
  });

  it('does not count the handoff that it causes, and another limit does', async () => {
    const { view } = await play({ graph: chain({ handoffs: 1, modelCalls: 1 }, ['a-b']), input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { limit: 'handoffs' }, route: ['a', 'b'] });
  });

  it('that is breached is taken on, also after another one was', async () => {
    const graph = chain({ visits: 1, handoffs: 3 }, ['a-a', 'help-b', 'b-c']);
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.visits.flatMap(({ node, error }) => (error ? [[node, error.limit]] : []))).toEqual([
      ['a', 'visits'],
      ['b', 'handoffs'],
    ]);
    expect(view).toMatchObject({ status: 'finished', output: 'end', route: ['a', 'a', 'help', 'b', 'end'] });
  });

  it('of handoffs counts those that are being taken in other branches', async () => {
    const graph = chain({ handoffs: 3 }, ['a-b', 'a-c', 'b-d', 'c-d']);
    const nodes = graph.nodes?.map((node) => (node.id === 'a' ? { ...node, route: 'all' as const } : node)) ?? [];
    const handoffs = graph.handoffs?.filter(({ trigger }) => !trigger) ?? [];
    const { view, log } = await play({ graph: { ...graph, nodes, handoffs }, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { limit: 'handoffs' } });
    expect(of(log, 'handoff.taken')).toHaveLength(3);
  });
});

describe('a state value that two nodes replace in the same step', () => {
  const parallel = (merge: 'replace' | 'append'): Graph => ({
    format: 'baton/1',
    id: 'g',
    entry: 's',
    state: { x: { merge } },
    nodes: [
      { id: 's', kind: 'router', route: 'all' },
      ...['b', 'c'].map((id): Nodes[number] => ({
        id,
        kind: 'agent',
        name: id.toUpperCase(),
        output: { type: 'object' },
        into: ['x'],
        script: [{ output: { x: id } }],
      })),
    ],
    handoffs: ['b', 'c'].map((to) => ({ id: `s${to}`, from: 's', to })),
  });

  it('is an error that names both', async () => {
    const { view } = await play({ graph: parallel('replace'), input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'state' } });
    expect(view.error?.message).toMatch(/^(B and C|C and B) have both written the state value "x" in the same step\./);
  });

  it('is none where values are joined', async () => {
    const { view } = await play({ graph: parallel('append'), input: 'Hi' });
    expect(view.status).toBe('finished');
    expect(view.state['x']).toEqual(['b', 'c']);
  });
});

describe('what a model call costs', () => {
  const tokens = { input: 1_000_000, output: 100_000, cached: 400_000 };

  it('is worked out from the price of its tokens, cached ones at their own', () => {
    expect(costOf(priceOf(openAIPrices, 'gpt-5-mini'), tokens)).toBeCloseTo(0.6 * 0.25 + 0.4 * 0.025 + 0.1 * 2);
    expect(costOf({ input: 1, output: 2 }, tokens)).toBeCloseTo(1 + 0.2);
  });

  it('is that of the undated name, and nothing where the price is not known', () => {
    expect(priceOf(openAIPrices, 'gpt-5-mini-2025-08-07')).toBe(openAIPrices['gpt-5-mini']);
    expect(priceOf(openAIPrices, 'constructor')).toBeUndefined();
    expect(costOf(undefined, tokens)).toBe(0);
  });
});

describe('the time at work', () => {
  it('does not count the waiting', () => {
    const ledger = new Ledger();
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    const started = {
      graph: 'g',
      version: 1,
      thread: 't',
      input: '',
      inputMessage: { id: 'm1', role: 'user', text: '' },
      state: {},
    } as const;
    ledger.observe({ type: 'run.started', at: at(100), ...started });
    expect(ledger.workedMs(103_000)).toBe(3000);
    ledger.observe({ type: 'run.paused', at: at(105), why: 'human' });
    expect(ledger.workedMs(9_999_000)).toBe(5000);
    ledger.observe({ type: 'run.resumed', at: at(1000), why: 'human' });
    expect(ledger.workedMs(1_002_000)).toBe(7000);
  });
});
