/** A limit that leaves no model to ask, and whoever its `error` handoff leads to: one call, and no more. */
import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import type { AgentNode } from '@baton/shared/nodes';
import { createModels } from './models/index.ts';
import {
  startOpenAIServer,
  testApiKey,
  textOf,
  type ChatRequest,
  type ReplyFunction,
} from './testing/openai-server/index.ts';
import { of, play } from './testing/play.ts';

const adding = { calls: [{ tool: 'sum', args: { expression: '1+1' } }] };

/** a adds up for ever; help is there for when a limit ends that. */
const graphOf = (limits: Graph['limits'], help: Partial<AgentNode> = {}, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  limits: { costUsd: 1000, ...limits },
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
  nodes: [
    { id: 'a', kind: 'agent', tools: ['sum'], script: [adding] },
    { id: 'help', kind: 'agent', tools: ['sum'], script: [{ say: 'So far: 2.' }], ...help },
    { id: 'b', kind: 'agent', script: [{ say: 'B.' }] },
  ],
  handoffs: [
    { id: 'way-out', from: 'a', to: 'help', trigger: { on: 'error', kinds: ['limit'] } },
    { id: 'help-b', from: 'help', to: 'b', trigger: { on: 'model' } },
  ],
  ...more,
});

async function withProvider(graph: Graph, reply: ReplyFunction) {
  const server = await startOpenAIServer({ reply });
  const prices = { x: { input: 1_000_000, output: 1_000_000 } };
  const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey, prices };
  const models = createModels({ fetch, providers: { test: provider } });
  const played = await play({ graph: { ...graph, defaults: { model: 'test:x' } }, input: 'Hi', models });
  await server.close();
  return { ...played, requests: server.requests.flatMap(({ request }): ChatRequest[] => (request ? [request] : [])) };
}
const usage = { input: 1, output: 1 };
const sum = { toolCalls: [{ name: 'sum', arguments: { expression: '1+1' } }], usage };
const atWork = ({ messages }: ChatRequest): boolean => !textOf(messages[0]!).includes('has used up');

describe('whoever the error handoff over a used-up limit leads to', () => {
  it.each([
    ['modelCalls', { modelCalls: 3 }, 3],
    ['tokens', { tokens: 5 }, 3],
    ['costUsd', { costUsd: 6 }, 3],
  ] as const)(
    '%s: answers with one call more, which is offered no tool and no handoff, and is told why',
    async (name, limits, calls) => {
      const graph = graphOf(limits);
      const { view, log, requests } = await withProvider(graph, (request) =>
        atWork(request) ? sum : { text: 'So far: 2.', usage },
      );
      expect(view).toMatchObject({ status: 'finished', route: ['a', 'help'], output: 'So far: 2.' });
      expect(requests).toHaveLength(calls + 1);
      expect(requests.at(-1)?.tools).toBeUndefined();
      expect(textOf(requests.at(-1)!.messages[0]!)).toContain(`(This run has used up what it may: limits.${name}. `);
      expect(of(log, 'model.finished').map(({ closes }) => closes)).toEqual([...Array<undefined>(calls), name]);
    },
  );

  it('has that one call only: what it would ask for beyond ends the run', async () => {
    const misled = await withProvider(graphOf({ modelCalls: 2 }), (request) =>
      atWork(request) ? sum : { text: '', usage },
    );
    expect(misled.view).toMatchObject({ status: 'failed', error: { limit: 'modelCalls' } });
    expect(misled.requests).toHaveLength(3);
    const structured = { output: { type: 'object' } };
    const misfit = await withProvider(graphOf({ modelCalls: 2 }, structured), (request) =>
      atWork(request) ? sum : { text: 'no JSON', usage },
    );
    expect(misfit.view).toMatchObject({ status: 'failed', error: { limit: 'modelCalls' } });
    expect(misfit.requests).toHaveLength(3);
  });

  it('is not asked how sure it is, which would be another call', async () => {
    const { view } = await withProvider(graphOf({ modelCalls: 2 }, { confidence: 'self' }), (request) =>
      atWork(request) ? sum : { text: 'So far: 2.', usage },
    );
    expect(view).toMatchObject({ status: 'finished', output: 'So far: 2.' });
    expect(view.visits.at(-1)?.confidence).toBeNull();
  });

  it('may be a router, which decides once', async () => {
    const nodes = graphOf({}).nodes?.map((node) =>
      node.id === 'help'
        ? { id: 'help', kind: 'router' as const, classify: { labels: [{ name: 'x' }] }, script: [{ output: 'x' }] }
        : node,
    );
    const person = { id: 'p', kind: 'human' as const, ask: 'Please take over.' };
    const graph = graphOf({ modelCalls: 2 }, {}, { nodes: [...(nodes ?? []), person] });
    const handoffs = [...(graph.handoffs ?? []).slice(0, 1), { id: 'hp', from: 'help', to: 'p' }];
    const { view } = await play({ graph: { ...graph, handoffs }, input: 'Hi' });
    expect(view).toMatchObject({ status: 'paused', asks: [{ node: 'p' }] });
  });

  it('has its tools and handoffs where models may still be asked', async () => {
    const graph = graphOf({});
    const limited = graph.nodes?.map((node) => (node.id === 'a' ? { ...node, maxSteps: 1 } : node)) ?? [];
    const { log } = await play({ graph: { ...graph, nodes: limited }, input: 'Hi' });
    const [last] = of(log, 'model.finished').slice(-1);
    expect(last).toMatchObject({ node: 'help', request: { tools: [{ name: 'sum' }, { name: 'transfer_to_b' }] } });
    expect(last).not.toHaveProperty('closes');
  });
});
