/**
 * What users of other frameworks reported about handoffs, and what Baton does instead: one test for each report that no
 * test beside the code already holds.
 */
import { describe, expect, it } from 'vitest';
import type { RunView, StoredEvent } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { createModels } from './models/index.ts';
import { startOpenAIServer, testApiKey, type Reply } from './testing/openai-server/index.ts';
import { answer, of, play } from './testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;
type Script = Extract<Nodes[number], { kind: 'agent' }>['script'];

const agent = (id: string, script: Script, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script,
  ...more,
});
const graphOf = (nodes: Nodes, handoffs: Handoffs, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  handoffs,
  ...more,
});
const textIn = ({ text }: Reply): string => (typeof text === 'string' ? text : '');
const byModel = { on: 'model' as const };
const sum: NonNullable<Graph['tools']> = [{ id: 'sum', type: 'builtin', builtin: 'calculator' }];
const addition = { calls: [{ tool: 'sum', args: { expression: '20+22' } }], once: true as const };

/** What the models of a node were sent, request by request. */
const requestsOf = ({ log, view }: { log: StoredEvent[]; view: RunView }, node: string) =>
  of(log, 'model.finished')
    .filter((event) => event.node === node)
    .map(({ request }) => ({
      ids: request.messages,
      texts: request.messages.map((id) => view.messages[id]?.text ?? ''),
      tools: request.tools.map((tool) => tool.name),
    }));

describe('messages and tools', () => {
  it('OpenAI Agents SDK, Agent Framework, LibreChat: messages doubled along a chain that comes back', async () => {
    const graph = graphOf(
      [
        agent('a', [{ if: 'visits == 1', say: 'One.' }, { say: 'Four.' }]),
        agent('b', [{ say: 'Two.' }]),
        agent('c', [{ say: 'Three.' }]),
      ],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'visits == 1' } },
        { id: 'bc', from: 'b', to: 'c' },
        { id: 'ca', from: 'c', to: 'a' },
      ],
    );
    const played = await play({ graph, input: 'Hi' });
    const words = requestsOf(played, 'a')[1]?.texts.slice(1).join('\n');
    for (const word of ['Hi', 'One.', 'Two.', 'Three.']) expect(words?.split(word)).toHaveLength(2);
    for (const { ids } of ['a', 'b', 'c'].flatMap((node) => requestsOf(played, node)))
      expect(ids).toHaveLength(new Set(ids).size);
  });

  it('OpenAI Agents SDK: a summary of a summary repeats what it stands for', async () => {
    const summary = { history: { summary: 'In one line.' } };
    const graph = graphOf(
      [agent('a', [{ say: 'A said this.' }]), agent('b', [{ say: 'B said this.' }]), agent('c', [{ say: 'End.' }])],
      [
        { id: 'ab', from: 'a', to: 'b', context: summary },
        { id: 'bc', from: 'b', to: 'c', context: summary },
      ],
    );
    const played = await play({ graph, input: 'Hi' });
    const [first, second] = played.view.hops.map((hop) => hop.context.history);
    expect(second?.filter((id) => first?.includes(id)).map((id) => played.view.messages[id]?.role)).toEqual(['user']);
    expect(second?.map((id) => played.view.messages[id]?.text).at(-1)).toBe('Hi');
    expect(second).toHaveLength(2);
  });

  it('AutoGen, OpenAI Agents SDK: a receiver calls a tool that it only saw in the history', async () => {
    const graph = graphOf(
      [agent('a', [addition, { handoff: 'b' }], { tools: ['sum'] }), agent('b', [addition, { say: '{{ message }}' }])],
      [{ id: 'ab', from: 'a', to: 'b', trigger: byModel, context: { tools: 'keep' } }],
      { tools: sum },
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view.status).toBe('finished');
    expect(view.output).toContain('There is no tool "sum"');
    expect(of(log, 'tool.started').map((event) => event.node)).toEqual(['a']);
  });

  it('Agent Framework, CrewAI: an agent’s own tools are lost when it gets handoffs, or it may hand over to itself only', async () => {
    const graph = graphOf(
      [agent('a', [{ say: 'Hello.' }], { tools: ['sum'] }), agent('b', []), agent('c', [])],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: byModel },
        { id: 'ac', from: 'a', to: 'c', trigger: byModel, returns: true },
      ],
      { tools: sum },
    );
    const offered = requestsOf(await play({ graph, input: 'Hi' }), 'a')[0]?.tools;
    expect(offered?.toSorted()).toEqual(['sum', 'transfer_to_b', 'transfer_to_c']);
  });

  it('OpenAI Agents SDK: a handoff whose items are filtered away is told by no event', async () => {
    const graph = graphOf(
      [agent('a', [{ say: 'Secret.', handoff: 'b' }]), agent('b', [{ say: 'B.' }])],
      [{ id: 'ab', from: 'a', to: 'b', trigger: byModel, context: { history: 'none', tools: 'drop', brief: 'Go.' } }],
    );
    const { log, view } = await play({ graph, input: 'Hi' });
    expect(of(log, 'handoff.taken')).toMatchObject([{ handoff: 'ab', context: { history: [], brief: 'Go.' } }]);
    expect(view.hops).toHaveLength(1);
  });
});

describe('thoughts of a model', () => {
  const thought = 'The user is angry, I had better hurry.';
  it.each<[string, (reply: Reply) => Reply]>([
    ['beside its words', (reply) => ({ ...reply, reasoning: thought })],
    ['in front of its words', (reply) => ({ ...reply, text: `<think>${thought}</think>${textIn(reply)}` })],
  ])('OpenAI Agents SDK, Agent Framework: %s are passed on, and the next provider refuses them', async (_at, think) => {
    const replies: Reply[] = [
      { toolCalls: [{ name: 'sum', arguments: { expression: '20+22' } }] },
      { text: 'Mail ann@example.org.', toolCalls: [{ name: 'transfer_to_b', arguments: {} }] },
      { text: 'It is 42.' },
    ];
    const server = await startOpenAIServer({
      reply: (_request, nth) => think(replies[nth] ?? {}),
      alternation: true,
    });
    const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
    const graph = graphOf(
      [agent('a', [], { tools: ['sum'] }), agent('b', [])],
      [{ id: 'ab', from: 'a', to: 'b', trigger: byModel, context: { tools: 'keep', redact: ['email'] } }],
      { tools: sum, defaults: { model: 'test:thinker' } },
    );
    const { view, events } = await play({
      graph,
      input: 'Hi',
      models: createModels({ fetch, providers: { test: provider } }),
    });
    await server.close();
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b'], output: 'It is 42.' });
    expect(server.requests.flatMap((request) => request.rejection ?? [])).toEqual([]);
    expect(server.requests).toHaveLength(3);
    expect(JSON.stringify([server.requests, events])).not.toContain('angry');
    expect(
      of(events, 'model.delta')
        .map(({ text }) => text)
        .join(''),
    ).toBe('Mail ann@example.org.It is 42.');
  });
});

describe('where control goes', () => {
  it('CrewAI, LangGraph supervisor: two agents delegate to each other for ever', async () => {
    const graph = graphOf(
      [
        agent('a', [{ if: 'visits < 3', say: 'Yours.', handoff: 'b' }, { say: 'Mine, then.' }]),
        agent('b', [{ say: 'No, yours.', handoff: 'a' }]),
      ],
      [
        { id: 'ab', from: 'a', to: 'b', trigger: byModel, limit: 2 },
        { id: 'ba', from: 'b', to: 'a', trigger: byModel },
      ],
    );
    const played = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'finished', route: ['a', 'b', 'a', 'b', 'a'] });
    expect(requestsOf(played, 'a').map(({ tools }) => tools)).toEqual([['transfer_to_b'], ['transfer_to_b'], []]);
  });

  it('OpenAI Agents SDK: a run that reaches its bound ends without an answer', async () => {
    const graph = graphOf(
      [
        agent('a', [{ calls: [{ tool: 'sum', args: { expression: '1' } }] }], { tools: ['sum'], maxSteps: 3 }),
        agent('b', [{ say: 'So far: 1.' }]),
      ],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'error', kinds: ['limit'] } }],
      { tools: sum },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'So far: 1.', route: ['a', 'b'] });
  });

  it('ADK, AG-UI: a conversation goes on with an agent that the graph no longer has', async () => {
    const b = agent('b', [{ say: 'B.' }]);
    const before = graphOf([agent('a', [{ say: 'A.' }]), b], [{ id: 'ab', from: 'a', to: 'b' }]);
    const first = await play({ graph: before, input: 'Hi' });
    const after = graphOf([agent('a', [{ say: 'A again.' }])], []);
    const second = await play({ graph: after, input: 'And now?', store: first.store, thread: first.thread });
    expect(second.view).toMatchObject({ status: 'finished', route: ['a'], output: 'A again.' });
  });

  it('OpenAI Agents SDK: a model says that it hands over, and does not', async () => {
    const graph = graphOf(
      [agent('a', [{ say: 'I am transferring you to billing.' }]), agent('b', [{ say: 'Billing here.' }])],
      [
        { id: 'asked', from: 'a', to: 'b', trigger: byModel },
        { id: 'said', from: 'a', to: 'b', trigger: { on: 'rule', if: 'message.contains("transferring you")' } },
      ],
    );
    expect((await play({ graph, input: 'Hi' })).view).toMatchObject({ route: ['a', 'b'], output: 'Billing here.' });
  });

  it('ADK: whoever may not hand back is not spoken to again', async () => {
    const graph = graphOf(
      [agent('a', [{ say: 'A.', handoff: 'b' }]), agent('b', [{ say: 'B: {{ input }}' }])],
      [{ id: 'ab', from: 'a', to: 'b', trigger: byModel }],
    );
    const first = await play({ graph, input: 'one' });
    const second = await play({ graph, input: 'two', store: first.store, thread: first.thread });
    expect(second.view).toMatchObject({ route: ['b'], output: 'B: two' });
  });

  it('Agent Framework: a finished run cannot be continued, for its counters are used up', async () => {
    const graph = graphOf(
      [agent('a', [{ say: 'A.' }]), agent('b', [{ say: 'B.' }])],
      [{ id: 'ab', from: 'a', to: 'b', limit: 1 }],
      { resume: 'entry', limits: { handoffs: 1, visits: 1, modelCalls: 2 } },
    );
    const first = await play({ graph, input: 'one' });
    const second = await play({ graph, input: 'two', store: first.store, thread: first.thread });
    expect([first.view, second.view]).toMatchObject(
      [1, 2].map(() => ({ status: 'finished', route: ['a', 'b'], output: 'B.' })),
    );
  });

  it('LangGraph: a jump and a fixed edge of the same node are both followed', async () => {
    const graph = graphOf(
      [agent('a', [{ handoff: 'b' }]), agent('b', [{ say: 'B.' }]), agent('c', [{ say: 'C.' }])],
      [
        { id: 'ac', from: 'a', to: 'c' },
        { id: 'ab', from: 'a', to: 'b', trigger: byModel },
      ],
    );
    expect((await play({ graph, input: 'Hi' })).view.route).toEqual(['a', 'b']);
  });

  it('LangGraph: a handoff inside an inner graph escapes from it, and what was written there is lost', async () => {
    const inner = graphOf(
      [agent('a', [{ say: 'In.', handoff: 'b' }]), agent('b', [{ say: 'Inner end.' }])],
      [{ id: 'ab', from: 'a', to: 'b', trigger: byModel }],
      { id: 'inner' },
    );
    const graph = graphOf(
      [{ id: 'a', kind: 'graph', graph: 'inner', into: 'told' }, agent('b', [{ say: 'Told: {{ state.told }}' }])],
      [{ id: 'ab', from: 'a', to: 'b' }],
      { state: { told: { type: 'string' } } },
    );
    const { view } = await play({ graph, graphs: { inner }, input: 'Hi' });
    expect(view).toMatchObject({ route: ['a', 'b'], output: 'Told: Inner end.' });
  });
});

describe('people, guards and what is seen', () => {
  /** Two branches with an agent each, whose handoffs a person must allow. */
  const parallel = graphOf(
    [
      { id: 'a', kind: 'router', route: 'all' },
      agent('b', [{ say: 'From b.' }]),
      agent('c', [{ say: 'From c.' }]),
      agent('d', [{ say: 'After b.' }]),
      agent('e', [{ say: 'After c.' }]),
    ],
    [
      { id: 'ab', from: 'a', to: 'b' },
      { id: 'ac', from: 'a', to: 'c' },
      { id: 'bd', from: 'b', to: 'd', approval: 'Go on from b?' },
      { id: 'ce', from: 'c', to: 'e', approval: 'Go on from c?' },
    ],
  );

  it('Agent Framework, LangGraph: an approval is taken for another agent’s, or its answer for that of both', async () => {
    const played = await play({ graph: parallel, input: 'Hi' });
    expect(played.view.asks.filter((ask) => ask.open)).toHaveLength(2);
    const { store } = played;
    const once = await answer({ graph: parallel, store, played, node: 'c', answer: { approved: true } });
    expect(once.view).toMatchObject({ status: 'paused' });
    expect(of(once.log, 'handoff.taken').map((event) => event.handoff)).toEqual(['ab', 'ac', 'ce']);
    const twice = await answer({ graph: parallel, store, played: once, node: 'b', answer: { approved: false } });
    expect(twice.view.status).toBe('finished');
    expect(of(twice.log, 'handoff.taken').map((event) => event.handoff)).toEqual(['ab', 'ac', 'ce']);
  });

  it('LangGraph: going on after an answer asks models again that have answered', async () => {
    const played = await play({ graph: parallel, input: 'Hi' });
    const { store } = played;
    const once = await answer({ graph: parallel, store, played, node: 'b', answer: { approved: true } });
    const { log } = await answer({ graph: parallel, store, played: once, node: 'c', answer: { approved: true } });
    const asked = of(log, 'model.finished').map((event) => event.node);
    expect(asked.toSorted()).toEqual(['b', 'c', 'd', 'e']);
  });

  it('LangGraph: words of inner graphs and parallel branches do not stream, or under another’s name', async () => {
    const inner = graphOf([agent('x', [{ say: 'Inner words.' }])], [], { id: 'inner', entry: 'x' });
    const graph = graphOf(
      [
        { id: 'a', kind: 'router', route: 'all' },
        { id: 'b', kind: 'graph', graph: 'inner' },
        agent('c', [{ say: 'Words of c.' }]),
      ],
      [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'ac', from: 'a', to: 'c' },
      ],
    );
    const { events } = await play({ graph, graphs: { inner }, input: 'Hi' });
    const streamed = Map.groupBy(of(events, 'model.delta'), ({ node, branch }) => `${node} ${branch}`);
    const words = [...streamed].map(([at, deltas]) => [at, deltas.map(({ text }) => text).join('')]);
    expect(Object.fromEntries(words)).toEqual({ 'b/x a-1.1/b-1-back1.1': 'Inner words.', 'c a-1.2': 'Words of c.' });
  });

  it('OpenAI Agents SDK: guardrails hold for the first agent only, and are skipped after a handoff', async () => {
    const trips = { input: [{ trip: 'input.contains("hack")' }] };
    const graph = graphOf(
      [agent('a', [{ handoff: 'b' }]), agent('b', [{ say: 'B.' }], { guardrails: trips })],
      [{ id: 'ab', from: 'a', to: 'b', trigger: byModel }],
    );
    const { view, log } = await play({ graph, input: 'hack it' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'guardrail', node: 'b' } });
    expect(of(log, 'model.finished').map((event) => event.node)).toEqual(['a']);
  });

  it('OpenAI Agents SDK: a guardrail is asked beside the agent, whose tools have worked by the time it trips', async () => {
    const server = await startOpenAIServer({
      reply: ({ response_format: judges }) =>
        judges
          ? { json: { trips: true, reason: 'rude' } }
          : { toolCalls: [{ name: 'sum', arguments: { expression: '1+1' } }] },
    });
    const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
    const guardrails = { input: [{ judge: 'Is it rude?', then: { say: 'Please be kind.' } }] };
    const graph = graphOf([agent('a', [], { tools: ['sum'], guardrails })], [], { tools: sum });
    const models = createModels({ fetch, providers: { test: provider } });
    const { view, log } = await play({ graph, input: 'You fool', models, model: 'test:x' });
    await server.close();
    expect(view.output).toBe('Please be kind.');
    expect(server.requests.map(({ request }) => request?.response_format !== undefined)).toEqual([true]);
    expect(of(log, 'tool.started')).toEqual([]);
  });

  it('OpenAI Agents SDK: what decides on a handoff, and what goes with it, sees neither state nor arguments', async () => {
    const graph = graphOf(
      [agent('a', [{ handoff: 'b', args: { why: 'late' } }]), agent('b', [{ say: 'B.' }]), agent('c', [])],
      [
        { id: 'ac', from: 'a', to: 'c', trigger: byModel, enabled: 'state.level == "gold"' },
        {
          id: 'ab',
          from: 'a',
          to: 'b',
          trigger: byModel,
          enabled: 'state.level == "basic"',
          context: { brief: '{{ state.level }}, {{ args.why }}, from {{ from.id }}' },
        },
      ],
      { state: { level: { type: 'string', default: 'basic' } } },
    );
    const played = await play({ graph, input: 'Hi' });
    expect(requestsOf(played, 'a')[0]?.tools).toEqual(['transfer_to_b']);
    expect(played.view.hops[0]?.context.brief).toBe('basic, late, from a');
  });

  it('CrewAI: free words in answer to an approval are taken for the first outcome', async () => {
    const graph = graphOf(
      [{ id: 'a', kind: 'human', ask: 'May it?', answer: 'approval' }, agent('b', [])],
      [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'answer.approved' } }],
    );
    const played = await play({ graph, input: 'Hi' });
    const said = answer({ graph, store: played.store, played, node: 'a', answer: 'well, perhaps' });
    await expect(said).rejects.toThrow(/does not fit the question/);
    expect(of(await played.store.events(played.run), 'human.answered')).toEqual([]);
  });
});
