import { afterEach, describe, expect, it } from 'vitest';
import { reduceAll } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { createModels } from './models/index.ts';
import { of, play } from './testing/play.ts';
import {
  startOpenAIServer,
  testApiKey,
  textOf,
  type Fault,
  type OpenAIServer,
  type ReplyFunction,
} from './testing/openai-server/index.ts';

let server: OpenAIServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function models(reply: ReplyFunction) {
  server = await startOpenAIServer({ reply, alternation: true });
  return createModels({
    fetch,
    providers: { test: { kind: 'openai-compatible', baseUrl: server.baseUrl, apiKey: testApiKey } },
  });
}

const rejections = () => server?.requests.flatMap((request) => request.rejection ?? []);

const graphOf = (agent: object, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  defaults: { model: 'test:small' },
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
  ...more,
  nodes: [
    { id: 'a', kind: 'agent', instructions: 'You are A.', ...agent },
    { id: 'b', kind: 'agent', instructions: 'You are B.' },
    { id: 'c', kind: 'agent' },
  ],
});
const handoffs: NonNullable<Graph['handoffs']> = [
  {
    id: 'ab',
    from: 'a',
    to: 'b',
    trigger: {
      on: 'model',
      when: 'Money',
      args: { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] },
    },
  },
  { id: 'ac', from: 'a', to: 'c', trigger: { on: 'model', when: 'Tech' } },
];

describe('an agent on an OpenAI-compatible server', () => {
  it('without instructions is told its name and what it is for', async () => {
    const stage = await models(() => ({ text: 'Hello.' }));
    const agent = { name: 'Front desk', description: 'Greets whoever comes in.', instructions: undefined };
    await play({ graph: graphOf(agent), input: 'Hi', models: stage });
    const [system] = server!.requests[0]!.request!.messages;
    expect(textOf(system!)).toBe('You are Front desk. Greets whoever comes in.');
  });

  it('loops over its tools and answers; every request is valid and the log has it as it was sent', async () => {
    const stage = await models((_request, nth) =>
      nth === 0
        ? {
            toolCalls: [
              { name: 'sum', arguments: { expression: '20*2+2' } },
              { name: 'sum', arguments: { expression: '1/0' } },
            ],
          }
        : { text: 'It is 42.' },
    );
    const { view, log } = await play({ graph: graphOf({ tools: ['sum'] }), input: 'What is it?', models: stage });
    expect(view).toMatchObject({ status: 'finished', output: 'It is 42.' });
    expect(of(log, 'tool.finished').map((event) => event.result ?? event.error)).toEqual([42, 'this divides by zero']);
    expect(rejections()).toEqual([]);
    const second = of(log, 'model.finished')[1];
    expect(second?.request.messages.map((id) => view.messages[id]?.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'tool',
    ]);
    expect(second?.request.added).toEqual([]);
  });

  it('runs the tools first and hands over then, when a model asks for both in one turn', async () => {
    const stage = await models((_request, nth) =>
      nth === 0
        ? {
            text: 'One moment.',
            toolCalls: [
              { name: 'transfer_to_b', arguments: { reason: 'refund' } },
              { name: 'sum', arguments: { expression: '1+1' } },
            ],
          }
        : { text: 'B here.' },
    );
    const { view, log } = await play({ graph: graphOf({ tools: ['sum'] }, { handoffs }), input: 'Hi', models: stage });
    expect(view.route).toEqual(['a', 'b']);
    expect(log.flatMap(({ type }) => (/^(tool|handoff\.taken)/.test(type) ? [type] : []))).toEqual([
      'tool.started',
      'tool.finished',
      'handoff.taken',
    ]);
    expect(view.visits[0]?.text).toBe('One moment.');
    expect(view.hops[0]).toMatchObject({ reason: 'refund', context: { args: { reason: 'refund' } } });
    expect(rejections()).toEqual([]);
  });

  it('takes the first of several handoffs and answers the others as ignored', async () => {
    const stage = await models((_request, nth) =>
      nth === 0
        ? {
            toolCalls: [
              { name: 'transfer_to_c', arguments: {} },
              { name: 'transfer_to_b', arguments: { reason: 'x' } },
            ],
          }
        : { text: 'C here.' },
    );
    const played = await play({ graph: graphOf({}, { handoffs }), input: 'Hi', models: stage });
    const { view } = played;
    expect(view.route).toEqual(['a', 'c']);
    const calls = view.visits[0]?.models.flatMap((call) => view.messages[call.message] ?? []) ?? [];
    const ids = calls
      .flatMap((message) => (message.role === 'assistant' ? (message.calls ?? []) : []))
      .map(({ id }) => id);
    const { store, run } = played;
    const told = (await store.messages(run)).flatMap((message) => (message.role === 'tool' ? [message] : []));
    expect(told.map(({ call, text }) => [call, text])).toEqual([
      [ids[1], 'Ignored: one handoff is taken at a time, and the first was.'],
      [ids[0], 'Handed over to c.'],
    ]);
    expect(rejections()).toEqual([]);
  });

  it.each([
    [
      'a handoff that does not exist',
      { name: 'transfer_to_nobody', arguments: {} },
      /There is no tool "transfer_to_nobody"\. Yours are transfer_to_b, transfer_to_c/,
    ],
    ['arguments that break its schema', { name: 'transfer_to_b', arguments: {} }, /do not fit.*reason/],
    ['arguments that are not JSON', { name: 'transfer_to_b', arguments: '{"reason": ' }, /are not JSON/],
  ])('tells the model of %s, and lets it try again', async (_what, call, words) => {
    const better = { name: 'transfer_to_b', arguments: { reason: 'better' } };
    const stage = await models((_request, nth) =>
      nth < 2 ? { toolCalls: [nth === 0 ? call : better] } : { text: 'B.' },
    );
    const { view } = await play({ graph: graphOf({}, { handoffs }), input: 'Hi', models: stage });
    expect(server?.requests[1]?.request?.messages.at(-1)).toMatchObject({
      role: 'tool',
      content: expect.stringMatching(words),
    });
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b'], hops: [{ reason: 'better' }] });
    expect(rejections()).toEqual([]);
  });

  it('reads a structured answer into the state, and asks again for one that does not fit', async () => {
    const output = { type: 'object', properties: { intent: { type: 'string' } }, required: ['intent'] };
    const stage = await models(
      (_request, nth) =>
        [{ text: 'not json' }, { json: { other: 1 } }, { json: { intent: 'billing' } }][nth] ?? { text: '' },
    );
    const graph = graphOf({ output, into: ['intent'] }, { state: { intent: { type: 'string' } } });
    const { view, log } = await play({ graph, input: 'Hi', models: stage });
    expect(view).toMatchObject({ status: 'finished', output: { intent: 'billing' }, state: { intent: 'billing' } });
    expect(of(log, 'model.finished')).toHaveLength(3);
    expect(server?.requests[0]?.request).toMatchObject({ response_format: { type: 'json_schema' } });
    expect(rejections()).toEqual([]);
  });

  it('into: fills the keys that it names and the output has, and leaves the others as they are, also from a fenced answer', async () => {
    const stage = await models(() => ({ text: '```json\n{"intent": "billing", "owner": "me"}\n```' }));
    const text = (value: string) => ({ type: 'string', default: value });
    const graph = graphOf(
      { output: { type: 'object' }, into: ['intent', 'order'] },
      { state: { intent: { type: 'string' }, order: text('1001'), owner: text('Ann') } },
    );
    const { view, log } = await play({ graph, input: 'Hi', models: stage });
    expect(view.state).toEqual({ intent: 'billing', order: '1001', owner: 'Ann' });
    expect(of(log, 'model.finished')).toHaveLength(1);
  });

  it('is asked for a structured answer three times in a row, and fails with what does not fit; a tool call between begins anew', async () => {
    const output = { type: 'object', properties: { kind: { enum: ['motor', 'home'] } }, required: ['kind'] };
    const wrong = { text: '{"kind": "moto"}' };
    const all = await models(() => wrong);
    const failed = await play({ graph: graphOf({ output }), input: 'Hi', models: all });
    expect(failed.view).toMatchObject({
      status: 'failed',
      error: {
        kind: 'model',
        message: 'a was asked 3 times, and its answer does not fit the schema: /kind must be one of "motor", "home".',
      },
    });
    expect(server?.requests).toHaveLength(3);

    const call = { toolCalls: [{ name: 'sum', arguments: { expression: '1+1' } }] };
    const replies = [wrong, wrong, call, wrong, wrong, { text: '{"kind": "home"}' }];
    const stage = await models((_request, nth) => replies[nth] ?? { text: 'Done.' });
    const { view } = await play({ graph: graphOf({ output, tools: ['sum'] }), input: 'Hi', models: stage });
    expect(view.visits[0]).toMatchObject({ status: 'finished', output: { kind: 'home' } });
  });

  it('is not listened to for ever', async () => {
    const stage = await models(() => ({ text: `${'x'.repeat(100_000)} `.repeat(11) }));
    const { view } = await play({ graph: graphOf({}), input: 'Hi', models: stage });
    expect(view.error?.message).toMatch(/failed: it said more than 1000000 characters\.$/);
  });

  it('modelOptions: reach the provider, but for what could lead elsewhere', async () => {
    const stage = await models(() => ({ text: 'Hello.' }));
    const modelOptions = {
      temperature: 0.2,
      topP: 0.9,
      maxTokens: 50,
      frequencyPenalty: 0.1,
      presencePenalty: 0.3,
      stop: ['END'],
      seed: 7,
      reasoningEffort: 'low',
      user: 'someone',
      apiKey: 'x',
      model: 'y',
      configuration: { baseURL: 'https://elsewhere.example' },
    };
    const { log } = await play({ graph: graphOf({ modelOptions }), input: 'Hi', models: stage });
    expect(server?.requests[0]?.request).toMatchObject({
      model: 'small',
      temperature: 0.2,
      top_p: 0.9,
      max_tokens: 50,
      frequency_penalty: 0.1,
      presence_penalty: 0.3,
      stop: ['END'],
      seed: 7,
      reasoning_effort: 'low',
    });
    expect(server?.requests[0]?.request).not.toHaveProperty('user');
    expect(rejections()).toEqual([]);
    expect(of(log, 'model.finished')[0]?.request.options).toEqual(modelOptions);
  });

  it('is offered a handoff under the name that its trigger gives the tool, with the args that it asks for', async () => {
    const args = { type: 'object', properties: { why: { type: 'string' } }, required: ['why'] };
    const named = [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'model' as const, tool: 'escalate', args } }];
    const stage = await models((_request, nth) =>
      nth === 0 ? { toolCalls: [{ name: 'escalate', arguments: { why: 'late' } }] } : { text: 'B.' },
    );
    const { view } = await play({ graph: graphOf({}, { handoffs: named }), input: 'Hi', models: stage });
    expect(server?.requests[0]?.request?.tools).toMatchObject([{ function: { name: 'escalate', parameters: args } }]);
    expect(view).toMatchObject({ route: ['a', 'b'], hops: [{ context: { args: { why: 'late' } } }] });
  });

  it('is offered each handoff with what its trigger says, else with the description of its target', async () => {
    const stage = await models(() => ({ text: 'Hello.' }));
    const graph = graphOf({}, { handoffs: handoffs.map((one) => ({ ...one, trigger: { on: 'model' } })) });
    const nodes = graph.nodes?.map((node) =>
      node.id === 'b' ? { ...node, name: 'Bea', description: 'Knows money.' } : node,
    );
    await play({ graph: { ...graph, nodes: nodes ?? [] }, input: 'Hi', models: stage });
    await play({ graph: graphOf({}, { handoffs }), input: 'Hi', models: stage });
    const consulted = handoffs.slice(1).map((one) => ({ ...one, returns: true }));
    await play({ graph: graphOf({}, { handoffs: consulted }), input: 'Hi', models: stage });
    const described = server?.requests.map(({ request }) => request?.tools?.map((tool) => tool.function.description));
    expect(described).toEqual([
      ['Hand the conversation over to Bea. Knows money.', 'Hand the conversation over to c.'],
      ['Hand the conversation over to b. Money', 'Hand the conversation over to c. Tech'],
      ['Ask c, who answers you. Tech'],
    ]);
  });

  it('waits as long as Retry-After says, tells each try, and goes through', async () => {
    const stage = await models((_request, nth) => (nth === 0 ? { status: 429, retryAfter: 0.02 } : { text: 'Now.' }));
    const { view, log } = await play({ graph: graphOf({}), input: 'Hi', models: stage });
    expect(view).toMatchObject({ status: 'finished', output: 'Now.' });
    expect(of(log, 'node.failed')).toMatchObject([{ attempt: 1, retryInMs: 20, error: { kind: 'model' } }]);
    expect(of(log, 'node.started').map((event) => event.attempt)).toEqual([1, 2]);
  });

  const half = { text: 'Half of what it says is lost.' };
  it.each<[string, Fault, string]>([
    ['a connection that is closed', { fault: 'reset' }, ''],
    ['a stream that is cut', { fault: 'cut', after: 3, reply: half }, 'Half of'],
    ['a stream with a piece that is broken', { fault: 'malformed', after: 3, reply: half }, 'Half of'],
    ['an overloaded server', { status: 503 }, ''],
  ])('tries again after %s, and keeps no word of the try that failed', async (_what, fault, said) => {
    const stage = await models((_request, nth) => (nth === 0 ? fault : { text: 'Now.' }));
    const { view, events } = await play({ graph: graphOf({ retry: { backoffMs: 1 } }), input: 'Hi', models: stage });
    const failed = events.findIndex((event) => event.type === 'node.failed');
    const textAfter = (count: number) => reduceAll(events.slice(0, count)).visits[0]?.text;
    expect([textAfter(failed), textAfter(failed + 1)]).toEqual([said, '']);
    expect(view).toMatchObject({ status: 'finished', output: 'Now.', visits: [{ text: 'Now.', attempt: 2 }] });
  });

  it('does not try again what will not pass, and says what to do', async () => {
    const stage = await models(() => ({ status: 401, message: 'Incorrect API key provided' }));
    const { view, log } = await play({ graph: graphOf({}), input: 'Hi', models: stage });
    expect(view.error?.message).toMatch(/test:small answered 401: .*Incorrect API key provided.* Check the key/);
    expect(of(log, 'node.failed')).toHaveLength(1);
  });

  it('asks again where its model has thought and not said a word, and counts what that has cost', async () => {
    const stage = await models((_request, nth) => (nth === 0 ? { reasoning: 'Hm.' } : { text: 'Now.' }));
    const { view, log } = await play({ graph: graphOf({ retry: { backoffMs: 1 } }), input: 'Hi', models: stage });
    expect(view).toMatchObject({ status: 'finished', output: 'Now.' });
    expect(log.flatMap(({ type }) => (/^(node\.failed|model)/.test(type) ? [type] : []))).toEqual([
      'model.finished',
      'node.failed',
      'model.finished',
    ]);
    expect(rejections()).toEqual([]);
  });

  it.each([
    ['length', 'model', /^test:small came to the end of what it may say .* maxTokens/],
    ['content_filter', 'refused', /^The content filter of test:small withheld its answer/],
  ] as const)('says why there is no word where the answer ends by "%s", and does not ask again', async (...given) => {
    const [finishReason, kind, words] = given;
    const stage = await models(() => ({ reasoning: 'Hm.', finishReason }));
    const { view, log } = await play({ graph: graphOf({}), input: 'Hi', models: stage });
    expect(view.error).toMatchObject({ kind, message: expect.stringMatching(words) });
    expect(of(log, 'model.finished')).toHaveLength(1);
  });

  it('asks for its own confidence only where a handoff looks at it', async () => {
    const stage = await models((request) =>
      request.tools ? { text: '' } : request.response_format ? { json: { confidence: 0.4 } } : { text: 'Perhaps.' },
    );
    const graph = graphOf(
      {},
      { handoffs: [{ id: 'unsure', from: 'a', to: 'b', trigger: { on: 'confidence', below: 0.7 } }] },
    );
    const { view, log } = await play({ graph, input: 'Hi', models: stage });
    expect(view.route).toEqual(['a', 'b']);
    expect(of(log, 'handoff.considered')[0]?.handoffs).toMatchObject([
      { fires: true, evidence: { confidence: 0.4, below: 0.7 } },
    ]);
    expect(of(log, 'model.finished').map((event) => event.node)).toEqual(['a', 'a', 'b']);
    expect(server?.requests[1]?.request?.messages[0]?.content).toMatch(
      /^You have just answered a user\. Say how sure you are/,
    );
    expect(rejections()).toEqual([]);
  });

  it('reads confidence from log-probabilities where the node says so', async () => {
    const stage = await models((request) => ({ text: 'Sure.', probability: request.logprobs ? 0.5 : 1 }));
    const { view } = await play({ graph: graphOf({ confidence: 'logprobs' }), input: 'Hi', models: stage });
    expect(view.visits[0]?.confidence).toBeCloseTo(0.5);
  });

  it('asks a judge where the node says so, who sees the answer and is not told what the agent was', async () => {
    const stage = await models((request) =>
      request.response_format ? { json: { confidence: 0.2 } } : { text: 'Yes.' },
    );
    const { view } = await play({
      graph: graphOf({ confidence: 'judge', instructions: 'You are Mia.' }),
      input: 'Hi',
      models: stage,
    });
    const [visit] = view.visits;
    expect(visit?.confidence).toBe(0.2);
    const [answer, judgement] = visit?.models ?? [];
    expect(JSON.stringify(answer?.request)).toContain('You are Mia.');
    expect(judgement?.request.messages.slice(1, -1)).toEqual([
      ...(answer?.request.messages.slice(1) ?? []),
      answer?.message,
    ]);
    expect(JSON.stringify(judgement?.request)).toContain('You judge the work of another assistant.');
    expect(JSON.stringify(judgement?.request)).not.toContain('You are Mia.');
    expect(view.output).toBe('Yes.');
  });

  it.each(['certain', '{"confidence": 7}', '{"sure": 1}'])('does not guess a confidence from %s', async (text) => {
    const stage = await models((request) => ({ text: request.response_format ? text : 'Yes.' }));
    const { view } = await play({ graph: graphOf({ confidence: 'self' }), input: 'Hi', models: stage });
    expect(view.visits[0]?.confidence).toBeNull();
    expect(view.status).toBe('finished');
  });

  it('closes the request to the provider when the run is cancelled', async () => {
    const controller = new AbortController();
    const stage = await models(() => {
      controller.abort();
      return { fault: 'hang' };
    });
    const { view } = await play({ graph: graphOf({}), input: 'Hi', models: stage, signal: controller.signal });
    expect(view.status).toBe('cancelled');
    await server?.close();
  });
});
