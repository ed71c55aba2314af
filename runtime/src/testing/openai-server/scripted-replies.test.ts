import { afterEach, describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { createModels } from '../../models/index.ts';
import { play } from '../play.ts';
import { modelsByNode, scriptedReplies } from './scripted-replies.ts';
import { startOpenAIServer, type OpenAIServer } from './server.ts';

let server: OpenAIServer | undefined;
afterEach(() => server?.close());

/** Everything that a script can do, in one graph. */
const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'sort',
  state: { topic: { type: 'string' }, order: { type: 'string' } },
  tools: [{ id: 'find', type: 'builtin', builtin: 'lookup', data: { '1001': { paid: 20 } } }],
  nodes: [
    {
      id: 'sort',
      kind: 'router',
      classify: { labels: [{ name: 'money' }, { name: 'rest' }], into: 'topic' },
      script: [{ if: "input.contains('charged')", output: 'money' }, { output: 'rest' }],
    },
    {
      id: 'desk',
      kind: 'agent',
      tools: ['find'],
      script: [
        { if: "state.topic == 'money' && message.contains('paid')", say: 'You paid 20.', confidence: 0.4 },
        { if: "state.topic == 'money'", calls: [{ tool: 'find', args: { key: '1001' } }] },
        { say: 'Let me think.', handoff: 'form' },
      ],
    },
    {
      id: 'form',
      kind: 'agent',
      output: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
      into: ['order'],
      script: [{ output: { order: 'none' } }],
    },
    { id: 'expert', kind: 'agent', script: [{ if: "state.topic == 'money'", say: 'I looked again.' }, { say: 'Hm.' }] },
  ],
  handoffs: [
    { id: 'sort-desk', from: 'sort', to: 'desk' },
    { id: 'desk-form', from: 'desk', to: 'form', trigger: { on: 'model' } },
    {
      id: 'desk-expert',
      from: 'desk',
      to: 'expert',
      trigger: { on: 'confidence', below: 0.5 },
      context: { history: { summary: '' } },
    },
    { id: 'form-expert', from: 'form', to: 'expert', trigger: { on: 'rule', if: "state.order == 'none'" } },
  ],
};

async function behindTheWire(input: string) {
  server = await startOpenAIServer({
    reply: scriptedReplies(graph),
    models: (graph.nodes ?? []).map(({ id }) => id),
    alternation: true,
  });
  const providers = { test: { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: server.apiKey } };
  return play({ graph: modelsByNode(graph, 'test'), input, models: createModels({ fetch, providers }) });
}

describe('scripts behind the wire', () => {
  it.each([
    ['I was charged twice', ['sort', 'desk', 'expert'], 'I looked again.'],
    ['Where is my parcel?', ['sort', 'desk', 'form', 'expert'], 'Hm.'],
  ])('%s takes the route that it takes by script', async (input, route, last) => {
    const byScript = await play({ graph, input });
    const { view } = await behindTheWire(input);
    expect(server?.requests.flatMap(({ rejection }) => rejection ?? [])).toEqual([]);
    expect(view).toMatchObject({ status: 'finished', route, output: last, state: byScript.view.state });
    expect(byScript.view).toMatchObject({ route, output: last });
  });

  it('asks for confidence and for a summary in requests of their own', async () => {
    const { view } = await behindTheWire('I was charged twice');
    const asked = server?.requests.map(({ request }) => request?.model);
    expect(asked).toEqual(['sort', 'desk', 'desk', 'desk', 'desk', 'expert']);
    expect(view.visits[1]).toMatchObject({ node: 'desk', confidence: 0.4 });
  });

  it('refuses a model that is no node', async () => {
    const reply = scriptedReplies(graph);
    expect(await reply({ model: 'nobody', messages: [{ role: 'user', content: 'Hello' }] }, 0)).toMatchObject({
      status: 404,
    });
  });
});
