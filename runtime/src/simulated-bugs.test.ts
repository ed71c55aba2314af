/** What the simulator has found in graphs that nobody would have drawn, as the smallest graph that shows it; one test each. */
import { describe, expect, it } from 'vitest';
import type { Graph, Json } from '@baton/shared/graph';
import { createModels } from './models/index.ts';
import { answerTo } from './people/answers.ts';
import { startOpenAIServer, testApiKey } from './testing/openai-server/index.ts';
import { MemoryStore } from './store/memory-store.ts';
import { answer, goOn, of, play } from './testing/play.ts';
import { brokenLaws } from './testing/simulator/trial.ts';

const graphOf = (nodes: NonNullable<Graph['nodes']>, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  ...more,
});

describe('a run', () => {
  it('with room for one branch at a time works on all of them, one after the other', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'router', route: 'all' },
        ...['b', 'c', 'd'].map((id) => ({ id, kind: 'agent' as const, script: [{ say: id.toUpperCase() }] })),
        { id: 'j', kind: 'join' },
      ],
      {
        limits: { branches: 1 },
        handoffs: ['b', 'c', 'd'].flatMap((id) => [
          { id: `a${id}`, from: 'a', to: id },
          { id: `${id}j`, from: id, to: 'j' },
        ]),
      },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: ['B', 'C', 'D'] });
  });

  it('takes no more than limits.handoffs, however many branches take theirs at the same moment', async () => {
    const router = (id: string, more = {}) => ({ id, kind: 'router' as const, ...more });
    const agent = (id: string) => ({ id, kind: 'agent' as const, script: [{ say: '' }] });
    const join = (id: string) => ({ id, kind: 'join' as const });
    const ways = ['sd', 'se', 'ej', 'as', 'tf', 'tg', 'fk', 'gk', 'jt', 'sa', 'tk'];
    const graph = graphOf(
      [
        router('a'),
        router('s', { route: 'all' }),
        agent('d'),
        agent('e'),
        { ...join('j'), onBranchError: 'collect' },
        router('t', { route: 'all' }),
        agent('f'),
        agent('g'),
        join('k'),
      ],
      {
        limits: { handoffs: 60, visits: 6 },
        handoffs: ways.map((id) => ({ id, from: id.charAt(0), to: id.charAt(1) })),
      },
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'handoffs' } });
    expect(of(log, 'handoff.taken')).toHaveLength(60);
  });

  it('has the state that its log tells, also where a branch is cut off when it has written and is about to hand over', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'router', route: 'all' },
        { id: 'b', kind: 'agent', script: [{ say: 'B' }] },
        { id: 'c', kind: 'router', classify: { labels: [{ name: 'x' }, { name: 'y' }], into: 'topic' } },
        { id: 'd', kind: 'agent', script: [{ say: 'D' }] },
        { id: 'j', kind: 'join', wait: 1 },
      ],
      {
        state: { topic: { type: 'string' } },
        handoffs: [
          { id: 'ab', from: 'a', to: 'b' },
          { id: 'ac', from: 'a', to: 'c' },
          { id: 'bj', from: 'b', to: 'j' },
          { id: 'cd', from: 'c', to: 'd', context: { history: { summary: 'In one line.' } } },
          { id: 'dj', from: 'd', to: 'j' },
        ],
      },
    );
    const { log, view, store, thread } = await play({ graph, input: 'Hi' });
    expect(of(log, 'node.cancelled').map(({ node }) => node)).toEqual(['c']);
    expect(view.state).toEqual({ topic: 'x' });
    const next = await play({ graph, input: 'And now?', store, thread });
    expect(of(next.log, 'run.started')[0]?.state).toEqual({ topic: 'x' });
  });

  it('is not failed by a branch that is cut off while its failure is about to be handed over', async () => {
    const summary = (words: string) => ({ history: { summary: words } });
    const graph = graphOf(
      [
        { id: 'a', kind: 'router' },
        { id: 'c', kind: 'router', classify: { labels: [{ name: 'x' }, { name: 'y' }], into: 'topic' } },
        { id: 'j', kind: 'join', wait: 'any' },
      ],
      {
        state: { topic: { type: 'string' } },
        handoffs: [
          { id: 'ac', from: 'a', to: 'c', each: '["1", "2"]' },
          { id: 'cj', from: 'c', to: 'j', context: summary('What came of it?') },
          { id: 'ca', from: 'c', to: 'a', trigger: { on: 'error' }, context: summary('What went wrong?') },
        ],
      },
    );
    // Both write one value in one step, so one fails; the other comes to the join while that hands its failure over.
    const failing = Promise.withResolvers<void>();
    const server = await startOpenAIServer({
      reply: async ({ messages, response_format: format }) => {
        if (format) return { json: { label: 'x', confidence: 1 } };
        if (JSON.stringify(messages).includes('What went wrong?')) {
          failing.resolve();
          return { fault: 'hang' };
        }
        await failing.promise;
        return { text: 'All went well.' };
      },
    });
    const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
    const models = createModels({ fetch, providers: { test: provider } });
    const { log, view } = await play({ graph, input: 'Hi', models, model: 'test:x' });
    await server.close();
    expect(of(log, 'node.failed')).toMatchObject([{ node: 'c', error: { kind: 'state' } }]);
    expect(of(log, 'node.cancelled')).toMatchObject([{ node: 'c' }]);
    expect(view).toMatchObject({ status: 'finished', state: { topic: 'x' } });
  });

  it('in which every consultation fails by the same limit ends, though an error handoff consults again', async () => {
    const graph = graphOf([{ id: 'a', kind: 'agent', script: [{ say: 'A' }] }], {
      limits: { visits: 2 },
      handoffs: [
        { id: 'again', from: 'a', to: 'a' },
        { id: 'help', from: 'a', to: 'a', trigger: { on: 'error' }, returns: true },
      ],
    });
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'visits' } });
    expect(of(log, 'handoff.taken').map((event) => event.handoff)).toEqual(['again', 'again', 'help']);
  });

  it('is told as failed together with what it fails by: no process ends between the two', async () => {
    const graph = graphOf([
      { id: 'a', kind: 'router', classify: { labels: [{ name: 'x' }, { name: 'y' }] }, script: [{ output: 'x' }] },
    ]);
    const written: string[][] = [];
    const store = new MemoryStore();
    const write = store.write.bind(store);
    store.write = (run, change) => {
      written.push((change.events ?? []).map(({ type }) => type));
      return write(run, change);
    };
    const { view } = await play({
      graph: {
        ...graph,
        nodes: [...(graph.nodes ?? []), { id: 'b', kind: 'agent' }],
        handoffs: [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'false' } }],
      },
      store,
      input: 'Hi',
    });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'no-route' } });
    expect(written.find((events) => events.includes('node.failed'))).toContain('run.failed');
  });

  it('ends where the handoff that takes a failure on fails itself, after a person has allowed it', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'agent', script: [{ fail: { message: 'no line' } }], retry: { attempts: 1 } },
        { id: 'b', kind: 'agent', script: [{ say: 'B' }] },
      ],
      {
        limits: { depth: 1 },
        entry: 'start',
        handoffs: [
          { id: 'ask', from: 'start', to: 'a', returns: true },
          { id: 'help', from: 'a', to: 'b', trigger: { on: 'error' }, returns: true, approval: true },
        ],
      },
    );
    graph.nodes?.push({ id: 'start', kind: 'router' });
    const asked = await play({ graph, input: 'Hi' });
    const said: Json = { approved: true };
    const { view } = await answer({ graph, store: asked.store, played: asked, node: 'a', answer: said });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'depth', node: 'a' } });
  });
});

describe('a handoff', () => {
  it('with a limit is taken no more often by branches that decide at the same moment', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'router', route: 'all' },
        ...['b', 'c'].map((id) => ({ id, kind: 'router' as const })),
        { id: 'd', kind: 'router' },
        { id: 'e', kind: 'agent', script: [{ say: 'E' }] },
        { id: 'f', kind: 'agent', script: [{ say: 'F' }] },
      ],
      {
        handoffs: [
          { id: 'ab', from: 'a', to: 'b' },
          { id: 'ac', from: 'a', to: 'c' },
          { id: 'bd', from: 'b', to: 'd' },
          { id: 'cd', from: 'c', to: 'd' },
          { id: 'de', from: 'd', to: 'e', limit: 1, context: { history: { summary: '' } } },
          { id: 'df', from: 'd', to: 'f', trigger: { on: 'otherwise' } },
        ],
      },
    );
    const { log } = await play({ graph, input: 'Hi' });
    const taken = of(log, 'handoff.taken').map((event) => event.handoff);
    expect(taken.toSorted()).toEqual(['ab', 'ac', 'bd', 'cd', 'de', 'df']);

    const asks = (graph.handoffs ?? []).map((one) => (one.id === 'de' ? { ...one, approval: true } : one));
    const asking = { ...graph, handoffs: asks };
    const first = await play({ graph: asking, input: 'Hi' });
    const store = first.store;
    for (const { ask } of first.view.asks) {
      const given = answerTo(first.view, { ask, answer: { approved: true }, by: 'a test' });
      if (given.ok) await store.write(first.run, { events: [given.event] });
    }
    const last = await goOn({ graph: asking, store, run: first.run, thread: first.thread });
    expect(last.view.status).toBe('finished');
    expect(last.view.hops.map((hop) => hop.handoff).toSorted()).toEqual(['ab', 'ac', 'bd', 'cd', 'de', 'df']);
  });

  it('that nothing but an error leaves open: the node has failed, and is not told as finished before', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'router' },
        { id: 'b', kind: 'agent', script: [{ say: 'B' }] },
      ],
      {
        handoffs: [
          { id: 'never', from: 'a', to: 'b', trigger: { on: 'rule', if: 'false' } },
          { id: 'help', from: 'a', to: 'b', trigger: { on: 'error' } },
        ],
      },
    );
    const { log, view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b'] });
    expect(of(log, 'node.finished').map(({ node }) => node)).toEqual(['b']);
    expect(of(log, 'node.failed')).toMatchObject([{ node: 'a', error: { kind: 'no-route' } }]);
  });
});

it('a graph that is called again begins anew, also where the call before came back by a consultation', async () => {
  const graph = graphOf(
    [
      { id: 'a', kind: 'agent', script: [{ if: 'visits == 1', handoff: 'g', once: true }, { say: 'A' }] },
      { id: 'g', kind: 'graph', graph: 'inner', input: 'Call {{ visits }}' },
    ],
    {
      handoffs: [
        { id: 'ask', from: 'a', to: 'g', trigger: { on: 'model' }, returns: true },
        { id: 'then', from: 'a', to: 'g', limit: 1 },
      ],
    },
  );
  const inner = graphOf([{ id: 'x', kind: 'agent', script: [{ say: 'X' }] }], { id: 'inner', entry: 'x' });
  const { log, view } = await play({ graph, graphs: { inner }, input: 'Hi' });
  const requests = of(log, 'model.finished').filter(({ node }) => node === 'g/x');
  const told = requests.map(({ request }) => request.messages.slice(1).map((id) => view.messages[id]?.text));
  expect(told).toEqual([['Call 1'], ['Call 2']]);
});

describe('a node that was not told what the user wrote', () => {
  const receiver = (node: object, context: object = {}): Graph =>
    graphOf(
      [
        { id: 'a', kind: 'router' },
        { id: 'b', kind: 'agent', ...node },
      ],
      {
        state: { code: { type: 'string', default: '1234' } },
        handoffs: [{ id: 'ab', from: 'a', to: 'b', context: { history: 'none', state: [], ...context } }],
      },
    );

  it('tells nothing of it, nor of the state, where a guardrail of it speaks', async () => {
    const say = 'No to "{{ input }}" with {{ state }}.';
    const graph = receiver({ guardrails: { input: [{ trip: 'true', then: { say } }] } });
    expect((await play({ graph, input: 'My secret' })).view.output).toBe('No to "" with {}.');
  });

  it('nor where its script speaks', async () => {
    const graph = receiver({ script: [{ say: 'You said "{{ input }}".' }] });
    expect((await play({ graph, input: 'My secret' })).view.output).toBe('You said "".');
  });

  it('nor in a brief of its own', async () => {
    const graph = receiver({ script: [{ say: 'Well.' }] });
    graph.nodes?.push({ id: 'c', kind: 'agent', script: [{ say: 'Well.' }] });
    graph.handoffs?.push({ id: 'bc', from: 'b', to: 'c', context: { brief: 'Asked: "{{ input }}"' } });
    const { log } = await play({ graph, input: 'My secret' });
    expect(of(log, 'handoff.taken').map(({ context }) => context.brief)).toEqual(['', 'Asked: ""']);
  });

  it('nor to the judge of its input', async () => {
    const server = await startOpenAIServer({
      reply: ({ response_format: format }) => (format ? { json: { trips: false, reason: '' } } : { text: 'Well.' }),
    });
    const provider = { kind: 'openai-compatible' as const, baseUrl: server.baseUrl, apiKey: testApiKey };
    const models = createModels({ fetch, providers: { test: provider } });
    const graph = receiver({ guardrails: { input: [{ judge: 'Is it rude?' }] } }, { brief: 'Be kind.' });
    const { log } = await play({ graph, input: 'My secret', models, model: 'test:x' });
    await server.close();
    expect(of(log, 'model.finished')[0]?.request.added.map(({ text }) => text)).toContain('Be kind.');
    expect(JSON.stringify(of(log, 'model.finished'))).not.toContain('My secret');
  });
});

it('a visit has the number of no other after a crash that took some of the handoffs to its node with it', async () => {
  const graph = graphOf(
    [
      { id: 'a', kind: 'router' },
      { id: 'b', kind: 'human', ask: 'What now?', answer: 'text' },
    ],
    {
      limits: { handoffs: 60, visits: 6 },
      handoffs: [
        { id: 'ab', from: 'a', to: 'b', each: '["x", "y"]' },
        { id: 'ba', from: 'b', to: 'a' },
      ],
    },
  );
  const broken = [10, 5, 7].map((after) => ({ by: 'crash' as const, after }));
  const answers = [{ approved: false, comment: false }];
  const trial = { graph, graphs: {}, says: ['Hi'], answers, together: false, wrongFirst: false, interruptions: broken };
  expect(await brokenLaws(trial)).toEqual([]);
});

it('a message has the id of no other after a crash, also of a summary that was passed on redacted', async () => {
  const graph = graphOf(
    [
      { id: 'a', kind: 'router' },
      { id: 'b', kind: 'agent', script: [{ say: 'Well.' }] },
    ],
    {
      limits: { visits: 3 },
      handoffs: [
        { id: 'ab', from: 'a', to: 'b', context: { history: { summary: 'In one line.' }, redact: ['email'] } },
        { id: 'ba', from: 'b', to: 'a', context: { history: { since: 'handoff' } } },
      ],
    },
  );
  const interruptions = [{ by: 'crash' as const, after: 6 }];
  const says = ['I am someone@example.com'];
  const trial = { graph, graphs: {}, says, answers: [], together: false, wrongFirst: false, interruptions };
  expect(await brokenLaws(trial)).toEqual([]);
});

it('a summary has the id of no other in the next turn, and brings back nothing that was withheld there', async () => {
  const summary = { context: { history: { summary: 'In one line.' } } };
  const graph = graphOf(
    [
      { id: 'a', kind: 'router' },
      { id: 'b', kind: 'agent', script: [{ say: 'Well.' }] },
      { id: 'c', kind: 'router' },
      { id: 'd', kind: 'router' },
    ],
    {
      resume: 'entry',
      handoffs: [
        { id: 'ad', from: 'a', to: 'd', trigger: { on: 'rule', if: "input == 'One'" }, ...summary },
        { id: 'dc', from: 'd', to: 'c', ...summary },
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'otherwise' }, context: { history: { since: 'user' } } },
        { id: 'bc', from: 'b', to: 'c', ...summary },
      ],
    },
  );
  const first = await play({ graph, input: 'One' });
  const { view, log } = await play({ graph, input: 'Two', store: first.store, thread: first.thread });
  const [, second] = of(log, 'handoff.taken');
  const told = second?.context.history.map((id) => view.messages[id]?.text) ?? [];
  expect(told).toEqual(['Summary of the conversation so far:\nUser: Two\nb: Well.', 'Two']);
});

it('answers of graphs that were called at once are taken once, also after a crash in the step that took them', async () => {
  const called = { ...graphOf([{ id: 'a', kind: 'human', ask: 'Well?', answer: 'text' }]), id: 'called' };
  const calls = [1, 2].map((order) => ({ tool: 'call', args: { input: `${order}` } }));
  const graph = graphOf(
    [{ id: 'a', kind: 'agent', tools: ['call'], script: [{ calls, once: true }, { say: 'Well.' }] }],
    {
      limits: { branches: 1 },
      tools: [{ id: 'call', type: 'graph', graph: 'called' }],
    },
  );
  const trial = { graph, graphs: { called }, says: ['Hi'], answers: [], together: true, wrongFirst: false };
  for (let after = 5; after < 12; after++) {
    const interruptions = [15, after].map((writes) => ({ by: 'crash' as const, after: writes }));
    expect(await brokenLaws({ ...trial, interruptions })).toEqual([]);
  }
});
