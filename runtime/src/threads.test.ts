/** What outlives a run: the conversation, what each node has seen of it, the state, and who is spoken to next. */
import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { of, play } from './testing/play.ts';

const agent = (id: string, more: object = {}) =>
  ({ id, kind: 'agent', name: id, ...more }) as NonNullable<Graph['nodes']>[number];

function graphOf(more: Partial<Graph>): Graph {
  return { format: 'baton/1', id: 'test', entry: 'a', ...more };
}

describe('a run in a thread', () => {
  it('remembers the conversation in the next turn of its thread, and goes on with who spoke last', async () => {
    const graph = graphOf({
      nodes: [
        agent('a', { script: [{ handoff: 'b' }] }),
        agent('b', { script: [{ if: "input.contains('again')", say: 'Second.' }, { say: 'First.' }] }),
      ],
      handoffs: [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'model' } }],
    });
    const first = await play({ graph, input: 'Hi' });
    const second = await play({ graph, input: 'again', store: first.store, thread: first.thread });
    expect(second.view.route).toEqual(['b']);
    const sent = of(second.log, 'model.finished')[0]?.request.messages.map((id) => second.view.messages[id]?.text);
    expect(sent?.slice(1)).toEqual(['Hi', 'First.', 'again']);
    expect(second.view.output).toBe('Second.');
  });

  it('remembers for each node what it has seen: the results of its tools, and nothing that was withheld from it', async () => {
    const script = [
      { if: "input.contains('again')", say: 'Second.' },
      { calls: [{ tool: 'sum', args: { expression: '1+1' } }], once: true },
      { say: 'First.' },
    ];
    const graph = graphOf({
      tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
      nodes: [{ id: 'a', kind: 'router' }, agent('b', { tools: ['sum'], script })],
      handoffs: [{ id: 'ab', from: 'a', to: 'b', context: { redact: ['email'] } }],
    });
    const first = await play({ graph, input: 'I am x@y.zz' });
    const second = await play({ graph, input: 'again', store: first.store, thread: first.thread });
    const sent = of(second.log, 'model.finished')[0]?.request.messages.map((id) => second.view.messages[id]?.text);
    expect(sent?.slice(1)).toEqual(['I am [email]', '', '2', 'First.', 'again']);
  });

  it('begins the next turn with what was said, each message once and as it was said', async () => {
    const graph = graphOf({
      resume: 'entry',
      nodes: [agent('a', { script: [{ say: 'A.' }] }), agent('b', { script: [{ say: 'B.' }] })],
      handoffs: [{ id: 'ab', from: 'a', to: 'b', context: { redact: ['email'], speakers: 'named' } }],
    });
    const first = await play({ graph, input: 'I am x@y.zz' });
    const second = await play({ graph, input: 'again', store: first.store, thread: first.thread });
    const texts = second.view.visits[0]?.context.history.map((id) => second.view.messages[id]?.text);
    const sent = of(second.log, 'model.finished')[0]?.request.messages.map((id) => second.view.messages[id]?.text);
    expect(sent?.slice(1)).toEqual(['I am x@y.zz', 'A.\n\nB.', 'again']);
    expect(texts).toHaveLength(4);
  });

  it.each([
    ['does not go on with an agent that has said nothing to the user', {}, ['a', 'b', 'c']],
    ['goes on with an agent that has said something and handed over to who said nothing', { say: 'B.' }, ['b', 'c']],
  ])('%s', async (_what, words, then) => {
    const script = [{ ...words, handoff: 'c' }];
    const graph = graphOf({
      nodes: [{ id: 'a', kind: 'router' }, agent('b', { script }), { id: 'c', kind: 'router' }],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'bc', from: 'b', to: 'c', trigger: { on: 'model' } },
      ],
    });
    const first = await play({ graph, input: 'Hi' });
    const second = await play({ graph, input: 'again', store: first.store, thread: first.thread });
    expect([first.view.route, second.view.route]).toEqual([['a', 'b', 'c'], then]);
  });

  it('goes back to the entry where the graph says so', async () => {
    const graph = graphOf({
      resume: 'entry',
      nodes: [agent('a', { script: [{ handoff: 'b' }] }), agent('b', { script: [{ say: 'Done.' }] })],
      handoffs: [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'model' } }],
    });
    const first = await play({ graph, input: 'Hi' });
    const second = await play({ graph, input: 'again', store: first.store, thread: first.thread });
    expect(second.view.route).toEqual(['a', 'b']);
  });

  it('leaves its thread as it was when it is cancelled before it began', async () => {
    const graph = graphOf({ nodes: [agent('a', { script: [{ say: 'A.' }] })] });
    const first = await play({ graph, input: 'Hi' });
    const before = await first.store.thread(first.run);
    const { run, thread, store } = first;
    const second = await play({ graph, input: 'Hi', store, thread, signal: AbortSignal.abort() });
    expect(second.log.map((event) => event.type)).toEqual(['run.started', 'run.cancelled']);
    expect(await store.thread(run)).toEqual(before);
    expect(before?.active).toBe('a');
  });

  it('leaves what was said and written where it fails: the next message finds it', async () => {
    const graph = graphOf({
      state: { order: { type: 'string', default: 'none' } },
      nodes: [
        agent('a', { output: { type: 'object' }, into: ['order'], script: [{ output: { order: '1001' } }] }),
        agent('b', { instructions: 'Order {{ state.order }}', script: [{ fail: { message: 'broken' }, once: true }] }),
      ],
      handoffs: [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'input == "Hi"' } }],
    });
    const first = await play({ graph, input: 'Hi' });
    expect(first.view).toMatchObject({ status: 'failed', error: { message: 'broken' } });
    const second = await play({ graph, input: 'again', store: first.store, thread: first.thread });
    expect(of(second.log, 'run.started')[0]?.state).toEqual({ order: '1001' });
    expect(second.view.visits[0]?.context.history.map((id) => second.view.messages[id]?.text)).toContain('Hi');
  });
});
