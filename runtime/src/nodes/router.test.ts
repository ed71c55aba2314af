import { afterEach, describe, expect, it, test } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import type { RouterNode } from '@baton/shared/nodes';
import { createModels } from '../models/index.ts';
import {
  startOpenAIServer,
  testApiKey,
  textOf,
  type OpenAIServer,
  type Reply,
} from '../testing/openai-server/index.ts';
import { of, play } from '../testing/play.ts';

let server: OpenAIServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const labels = [
  { name: 'billing', description: 'Money', examples: ['I was charged twice', 'Where is my invoice?'] },
  { name: 'other' },
];
const graphOf = (router: Partial<RouterNode>): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  defaults: { model: 'test:default' },
  state: { topic: { type: 'string' } },
  nodes: [
    { id: 'a', kind: 'router', classify: { labels, into: 'topic' }, ...router },
    { id: 'b', kind: 'agent', model: 'script', script: [{ say: 'Money.' }] },
    { id: 'c', kind: 'agent', model: 'script', script: [{ say: 'Else.' }] },
  ],
  handoffs: [
    { id: 'unsure', from: 'a', to: 'c', trigger: { on: 'confidence', below: 0.5 } },
    { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'output == "billing"' } },
    { id: 'ac', from: 'a', to: 'c', trigger: { on: 'otherwise' } },
  ],
});

async function classified(router: Partial<RouterNode>, ...replies: Reply[]) {
  server = await startOpenAIServer({ reply: (_request, nth) => replies[nth] ?? { text: 'nothing' } });
  const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
  const played = await play({
    graph: graphOf(router),
    input: 'My bill?',
    models: createModels({ fetch, providers: { test: provider } }),
  });
  return { ...played, requests: server.requests.flatMap(({ request }) => request ?? []) };
}
const sure = { json: { label: 'billing', confidence: 0.9 } };

test('a router without labels asks no model, and has no output', async () => {
  const { view, log } = await play({ graph: graphOf({ classify: undefined }), input: 'My bill?' });
  expect(of(log, 'model.finished').map(({ node }) => node)).toEqual(['c']);
  expect(view.visits[0]).toMatchObject({ node: 'a', status: 'finished', output: null });
});

describe('a router that classifies', () => {
  it('tells its model the question and the labels, with their descriptions and examples', async () => {
    const { requests } = await classified({ classify: { question: 'What is it about?', labels } }, sure);
    expect(requests[0]?.messages.map(textOf)).toEqual([
      [
        'What is it about?',
        'The labels:\n- billing: Money (for example: "I was charged twice", "Where is my invoice?")\n- other',
        'Answer with a JSON object: "label", one of the labels, and "confidence", from 0 to 1.',
      ].join('\n\n'),
      'My bill?',
    ]);
  });

  it('asks by its description where it has no question, with its own model and modelOptions', async () => {
    const own = { description: 'Sorts the mail.', model: 'test:small', modelOptions: { temperature: 0 } };
    const { requests } = await classified(own, sure);
    expect(requests[0]).toMatchObject({ model: 'small', temperature: 0 });
    expect(textOf(requests[0]!.messages[0]!)).toMatch(/^Sorts the mail\./);
  });

  it('has the label as its output and in the state, is as sure as its model, and says nothing', async () => {
    const { view, log } = await classified({}, sure);
    expect(view).toMatchObject({ route: ['a', 'b'], state: { topic: 'billing' }, output: 'Money.' });
    expect(view.visits[0]).toMatchObject({ output: 'billing', confidence: 0.9 });
    expect(of(log, 'handoff.taken')[0]?.context.history).toEqual(['m1']);
    expect((await classified({}, { json: { label: 'billing', confidence: 0.4 } })).view.route).toEqual(['a', 'c']);
  });

  it('has not spoken: the next message goes to whoever has', async () => {
    const graph: Graph = {
      format: 'baton/1',
      id: 'test',
      entry: 'a',
      nodes: [
        { id: 'a', kind: 'agent', script: [{ say: 'Hello.' }] },
        { id: 'r', kind: 'router' },
        { id: 'b', kind: 'agent', script: [{ say: 'Yes?' }] },
      ],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'br', from: 'b', to: 'r' },
      ],
    };
    const first = await play({ graph, input: 'one' });
    const second = await play({ graph, input: 'two', store: first.store, thread: first.thread });
    expect(second.view.route).toEqual(['b', 'r']);
  });

  it('asks again for an answer that is no label, and takes one in other letters', async () => {
    const { view, requests } = await classified({}, { json: { label: 'money' } }, { text: ' Billing ' });
    expect(view.route).toEqual(['a', 'b']);
    expect(requests).toHaveLength(2);
  });

  it('fails when three answers are no label', async () => {
    const { view, requests } = await classified({});
    expect(view.error).toMatchObject({ kind: 'model', message: expect.stringContaining('one of billing, other') });
    expect(requests).toHaveLength(3);
  });
});
