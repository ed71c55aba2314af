import { describe, expect, it } from 'vitest';
import { reduceAll } from '@baton/shared/events';
import type { Graph, Json } from '@baton/shared/graph';
import { answer, goOn, of, play, type Played } from '../testing/play.ts';
import { answerTo } from './answers.ts';
import { Replies } from './replies.ts';

type Handoffs = NonNullable<Graph['handoffs']>;

const asking = (person: object, handoff: Omit<Handoffs[number], 'id' | 'from' | 'to'>, say: string): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes: [
    { id: 'a', kind: 'human', ...person },
    { id: 'b', kind: 'agent', script: [{ say }] },
  ],
  handoffs: [{ id: 'ab', from: 'a', to: 'b', ...handoff }],
});
const reply = (graph: Graph, played: Played & { store: Parameters<typeof answer>[0]['store'] }, said: Json) =>
  answer({ graph, store: played.store, played, node: 'a', answer: said });

describe('a takeover', () => {
  const graph = asking(
    { answer: 'takeover', ask: 'Please take over.' },
    { trigger: { on: 'always' }, context: { speakers: 'named' } },
    'B heard: {{ message }}',
  );

  it('keeps its question open while person and user talk, and hands back', async () => {
    const first = await play({ graph, input: 'Help' });
    const { store } = first;
    expect(first.view).toMatchObject({ status: 'paused', asks: [{ answer: 'takeover', open: true }] });
    const said = await reply(graph, first, { say: 'Hello, I am Ann.' });
    expect(said.view).toMatchObject({
      status: 'paused',
      asks: [{ open: true, answers: [{ say: 'Hello, I am Ann.' }] }],
    });
    const heard = await reply(graph, { ...said, store }, { user: 'It is broken.' });
    expect(heard.view.asks).toHaveLength(1);
    const { view, log } = await reply(graph, { ...heard, store }, { done: true, note: 'Send a new one.' });
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b'], asks: [{ open: false }] });
    expect(of(log, 'human.asked')).toHaveLength(1);
    expect(of(log, 'node.started').map(({ node }) => node)).toEqual(['a', 'b']);
    const request = of(log, 'model.finished')[0]?.request.messages ?? [];
    const texts = request.flatMap((id) => view.messages[id]?.text ?? []);
    expect(texts.join('\n')).toMatch(/Help[^]*Hello, I am Ann\.[^]*It is broken\.[^]*Send a new one\./);
    expect((await store.messages(view.run)).slice(0, 4)).toEqual([
      { id: 'm1', role: 'user', text: 'Help' },
      { id: 'm2', role: 'assistant', node: 'a', text: 'Hello, I am Ann.' },
      { id: 'm3', role: 'user', text: 'It is broken.' },
      { id: 'm4', role: 'user', name: 'a', text: '[a] Send a new one.' },
    ]);
  });

  it('has its question closed when the person hands back, also while another one is waited for', async () => {
    const stage: Graph = {
      format: 'baton/1',
      id: 'test',
      entry: 'a',
      nodes: [
        { id: 'a', kind: 'router', route: 'all' },
        { id: 'p', kind: 'human', answer: 'takeover' },
        { id: 'q', kind: 'human', ask: 'Well?' },
      ],
      handoffs: ['p', 'q'].map((to) => ({ id: `a${to}`, from: 'a', to })),
    };
    const played = await play({ graph: stage, input: 'Help' });
    const { view } = await answer({ graph: stage, store: played.store, played, node: 'p', answer: { done: true } });
    expect(view).toMatchObject({
      status: 'paused',
      asks: [
        { node: 'p', open: false },
        { node: 'q', open: true },
      ],
    });
  });

  it('takes several words that come before it looks, in their order', async () => {
    const first = await play({ graph, input: 'Help' });
    for (const said of [{ say: 'One.' }, { user: 'Two.' }, { done: true }]) {
      const view = reduceAll(await first.store.events(first.run));
      const result = answerTo(view, { node: 'a', answer: said, by: 'ann' });
      if (!result.ok) throw new Error(result.message);
      await first.store.write(first.run, { events: [result.event] });
    }
    const { view } = await goOn({ graph, store: first.store, run: first.run, thread: first.thread });
    expect(view.status).toBe('finished');
    expect((await first.store.messages(first.run)).map(({ text }) => text).slice(0, 3)).toEqual([
      'Help',
      'One.',
      'Two.',
    ]);
  });

  /** All of it, one word after the other. */
  const talk = async (stage: Graph, ...words: Json[]) => {
    const { store, ...first } = await play({ graph: stage, input: 'Help' });
    let played: Played = first;
    for (const word of words) played = await reply(stage, { ...played, store }, word);
    return { ...played, store };
  };

  it.each([
    ['the last words to the user', [{ say: 'One.' }, { say: 'Two.' }, { done: true }], 'Two.'],
    ['the note', [{ say: 'One.' }, { done: true, note: 'Three.' }], 'Three.'],
  ] as const)('has as its result %s', async (_what, words, text) => {
    const { view } = await talk(graph, ...words);
    expect(view.visits[0]).toMatchObject({ node: 'a', status: 'finished', text });
  });

  it.each([
    ['who has spoken with the user', [{ say: 'One.' }, { done: true }], 'p'],
    ['nobody who has not', [{ user: 'Well?' }, { done: true }], 'a'],
  ] as const)('has the next message go to %s', async (_who, words, next) => {
    const stage: Graph = {
      format: 'baton/1',
      id: 'test',
      entry: 'a',
      nodes: [
        { id: 'a', kind: 'router' },
        { id: 'p', kind: 'human', answer: 'takeover' },
      ],
      handoffs: [{ id: 'ap', from: 'a', to: 'p' }],
    };
    const { store, ...first } = await play({ graph: stage, input: 'Help' });
    let played: Played = first;
    for (const word of words) played = await answer({ graph: stage, store, played, node: 'p', answer: word });
    expect(played.view.status).toBe('finished');
    const { view } = await play({ graph: stage, input: 'And now?', store, thread: first.thread });
    expect(view.route[0]).toBe(next);
  });

  it.each([{ say: '' }, { hello: 1 }, { say: 'a', user: 'b' }, { done: false }, 'hi'])('refuses %j', async (said) => {
    const { view } = await play({ graph, input: 'Help' });
    expect(answerTo(view, { node: 'a', answer: said, by: 'x' })).toMatchObject({
      ok: false,
      reason: 'invalid',
    });
  });
});

describe('a person who does not answer in time', () => {
  const graph = (seconds: number) =>
    asking({ ask: 'Well?', timeoutSeconds: seconds }, { trigger: { on: 'error', kinds: ['timeout'] } }, 'Nobody came.');

  it('is waited for until the time that the question says', async () => {
    const played = await play({ graph: graph(3600), input: 'Hi' });
    const [asked] = of(played.log, 'human.asked');
    expect(Date.parse(asked?.until ?? '') - Date.parse(asked?.at ?? '')).toBeGreaterThan(3_500_000);
    const { view } = await goOn({ graph: graph(3600), store: played.store, run: played.run, thread: played.thread });
    expect(view.status).toBe('paused');
  });

  it('is late from then on, and not where the answer was there before and is read after it', () => {
    const replies = new Replies();
    const place = { node: 'a', visit: 1, ask: 'a-1' };
    const question = { question: 'Well?', answer: 'text', schema: {}, summary: '' };
    replies.observe({ type: 'human.asked', ...place, ...question, until: new Date(5000).toISOString() });
    expect([4999, 5000].map((now) => replies.to('a-1', 0, now))).toEqual([undefined, { late: true }]);
    replies.observe({ type: 'human.answered', ...place, answer: 'Yes', by: 'x' });
    expect(replies.to('a-1', 0, 9000)).toEqual({ answer: 'Yes' });
  });

  it('is an error of kind timeout, and the question is closed', async () => {
    const soon = graph(1e-6);
    const played = await play({ graph: soon, input: 'Hi' });
    const { view, log } =
      played.view.status === 'paused'
        ? await goOn({ graph: soon, store: played.store, run: played.run, thread: played.thread })
        : played;
    expect(view).toMatchObject({ status: 'finished', output: 'Nobody came.', asks: [{ open: false }] });
    expect(of(log, 'node.failed')).toMatchObject([{ node: 'a', error: { kind: 'timeout' } }]);
    expect(answerTo(view, { node: 'a', answer: 'late', by: 'x' })).toMatchObject({ ok: false, reason: 'closed' });
  });
});

describe('a person who was asked', () => {
  const beside: Graph = {
    format: 'baton/1',
    id: 'test',
    entry: 'r',
    nodes: [
      { id: 'r', kind: 'router', route: 'all' },
      { id: 'p', kind: 'human', ask: 'Well?' },
      { id: 'a', kind: 'agent', script: [{ say: 'A' }] },
      { id: 'b', kind: 'agent', script: [{ say: 'B' }] },
    ],
    handoffs: [
      { id: 'rp', from: 'r', to: 'p' },
      { id: 'ra', from: 'r', to: 'a' },
      { id: 'ab', from: 'a', to: 'b', trigger: { on: 'always' }, approval: true },
    ],
  };

  it('is what a run waits for, also where a handoff waits to be allowed', async () => {
    const { store, ...played } = await play({ graph: beside, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', why: 'human' });
    const { view } = await answer({ graph: beside, store, played, node: 'p', answer: 'Yes' });
    expect(view).toMatchObject({ status: 'paused', why: 'approval' });
  });

  it('is not who the next message goes to', async () => {
    const graph: Graph = { ...beside, handoffs: [{ id: 'rp', from: 'r', to: 'p' }] };
    const { store, ...played } = await play({ graph, input: 'Hi' });
    const { view, thread } = await answer({ graph, store, played, node: 'p', answer: 'Yes' });
    expect(view).toMatchObject({ status: 'finished', output: 'Yes' });
    expect((await play({ graph, input: 'And now?', store, thread })).view.route[0]).toBe('r');
  });

  it('has the run go on where it was: with its state, and with the limits that it had come to', async () => {
    const adds = (id: string) => ({
      id,
      kind: 'agent' as const,
      output: { type: 'object', properties: { list: { type: 'array' } } },
      into: ['list'],
      script: [{ output: { list: [id] } }],
    });
    const graph: Graph = {
      format: 'baton/1',
      id: 'test',
      entry: 'a',
      limits: { handoffs: 1 },
      state: { list: { type: 'array', merge: 'append' } },
      nodes: [adds('a'), adds('b'), { id: 'p', kind: 'human', ask: 'Well?' }, adds('c')],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'bc', from: 'b', to: 'c' },
        { id: 'bp', from: 'b', to: 'p', trigger: { on: 'error', kinds: ['limit'] } },
        { id: 'pc', from: 'p', to: 'c' },
        { id: 'pb', from: 'p', to: 'b', trigger: { on: 'error', kinds: ['limit'] } },
      ],
    };
    const { store, ...played } = await play({ graph, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', route: ['a', 'b', 'p'] });
    const { view, log } = await answer({ graph, store, played, node: 'p', answer: 'Yes' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'handoffs', node: 'p' } });
    expect(of(log, 'state.changed').map(({ changes }) => changes)).toHaveLength(2);
    expect(view.state).toEqual({ list: ['a', 'b'] });
  });
});
