import { describe, expect, it } from 'vitest';
import { reduceAll } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { answerTo } from './people/answers.ts';
import { answer, goOn, of, play } from './testing/play.ts';

const agent = (id: string, more: object = {}) =>
  ({ id, kind: 'agent', name: id, ...more }) as NonNullable<Graph['nodes']>[number];

function graphOf(more: Partial<Graph>): Graph {
  return { format: 'baton/1', id: 'test', entry: 'a', ...more };
}

describe('a run', () => {
  it('numbers its events from 1, starts once and ends once', async () => {
    const { log } = await play({
      graph: graphOf({ nodes: [agent('a', { script: [{ say: 'Hello.' }] })] }),
      input: 'Hi',
    });
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
    expect(log.at(0)?.type).toBe('run.started');
    expect(log.at(-1)).toMatchObject({ type: 'run.finished', output: 'Hello.', route: ['a'] });
  });

  it('streams words that add up to the message, and stores none of the pieces', async () => {
    const { events, log, view } = await play({
      graph: graphOf({ nodes: [agent('a', { script: [{ say: 'One two three.' }] })] }),
      input: 'Hi',
    });
    expect(
      of(events, 'model.delta')
        .map((event) => event.text)
        .join(''),
    ).toBe('One two three.');
    expect(of(events, 'model.delta').every((event) => !('seq' in event))).toBe(true);
    expect(of(log, 'model.delta')).toEqual([]);
    expect(reduceAll(events)).toEqual(view);
  });

  it('is cancelled at once, even in the middle of a model call', async () => {
    const graph = graphOf({ nodes: [agent('a', { script: [{ delayMs: 600_000, say: 'Too late.' }] })] });
    const controller = new AbortController();
    const running = play({ graph, input: 'Hi', signal: controller.signal });
    controller.abort();
    const { log, view } = await running;
    expect(log.at(-1)?.type).toBe('run.cancelled');
    expect(view.status).toBe('cancelled');
  });

  it('is cancelled while it waits for a person', async () => {
    const graph = graphOf({ nodes: [{ id: 'a', kind: 'human', ask: 'May I?' }] });
    const paused = await play({ graph, input: 'Hi' });
    expect(paused.view.status).toBe('paused');
    const { log, view } = await goOn({ ...paused, graph, signal: AbortSignal.abort() });
    expect(log.map((event) => event.type).slice(-2)).toEqual(['run.paused', 'run.cancelled']);
    expect(view.asks.map((ask) => ask.open)).toEqual([false]);
  });

  it('pauses at the next step boundary when it is drained, and ends as it would have', async () => {
    const graph = graphOf({
      nodes: [agent('a', { script: [{ say: 'A.' }] }), agent('b', { script: [{ say: 'B.' }] })],
      handoffs: [{ id: 'ab', from: 'a', to: 'b' }],
    });
    const drain = new AbortController();
    drain.abort();
    const paused = await play({ graph, input: 'Hi', drain: drain.signal });
    expect(paused.log.at(-1)).toMatchObject({ type: 'run.paused', why: 'shutdown' });
    const ended = await goOn({ ...paused, graph });
    expect(ended.view).toMatchObject({ status: 'finished', route: ['a', 'b'], output: 'B.' });
    expect(of(ended.log, 'run.resumed')).toMatchObject([{ why: 'shutdown' }]);
  });

  it('ends as failed, with the limit by name, when it takes too long', async () => {
    const graph = graphOf({ limits: { seconds: 0.01 }, nodes: [agent('a', { script: [{ delayMs: 600_000 }] })] });
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'seconds' } });
  });
});

describe('handoffs', () => {
  const triaged = (trigger: NonNullable<NonNullable<Graph['handoffs']>[number]['trigger']>, script: object[]) =>
    graphOf({
      nodes: [agent('a', { script }), agent('b', { script: [{ say: 'B.' }] }), agent('c', { script: [{ say: 'C.' }] })],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b', trigger },
        { id: 'ac', from: 'a', to: 'c', trigger: { on: 'otherwise' } },
      ],
    });
  const routeOf = async (graph: Graph) => (await play({ graph, input: 'Hi' })).view.route;

  it('model: fires when the model called it', async () => {
    expect(await routeOf(triaged({ on: 'model' }, [{ handoff: 'b' }]))).toEqual(['a', 'b']);
    expect(await routeOf(triaged({ on: 'model' }, [{ say: 'No.' }]))).toEqual(['a', 'c']);
  });

  it('rule: fires when the expression is true, and not when it fails', async () => {
    expect(await routeOf(triaged({ on: 'rule', if: 'message == "Go."' }, [{ say: 'Go.' }]))).toEqual(['a', 'b']);
    expect(await routeOf(triaged({ on: 'rule', if: 'message == "Go."' }, [{ say: 'Stay.' }]))).toEqual(['a', 'c']);
    const { log, view } = await play({
      graph: triaged({ on: 'rule', if: 'output.missing == 1' }, [{ say: 'Go.' }]),
      input: 'Hi',
    });
    expect(view.route).toEqual(['a', 'c']);
    const [considered] = of(log, 'handoff.considered');
    expect(considered?.handoffs[0]).toMatchObject({ id: 'ab', fires: false });
    expect(considered?.handoffs[0]?.evidence['error']).toEqual(expect.stringMatching(/./));
  });

  it('rule at entry: sends on before the model is called', async () => {
    const { view, log } = await play({
      graph: triaged({ on: 'rule', at: 'entry', if: 'input == "Hi"' }, [{ say: 'Never said.' }]),
      input: 'Hi',
    });
    expect(view.route).toEqual(['a', 'b']);
    expect(of(log, 'model.finished').map((event) => event.node)).toEqual(['b']);
  });

  it.each([
    [0.69, { below: 0.7 }, 'b'],
    [0.7, { below: 0.7 }, 'c'],
    [0.7, { atLeast: 0.7 }, 'b'],
    [0.69, { atLeast: 0.7 }, 'c'],
    [undefined, { below: 0.7 }, 'c'],
    [undefined, { below: 0.7, missing: 'fire' as const }, 'b'],
  ])('confidence: %s against %o goes to %s', async (confidence, threshold, to) => {
    const script = [{ say: 'Hm.', ...(confidence === undefined ? {} : { confidence }) }];
    expect(await routeOf(triaged({ on: 'confidence', ...threshold }, script))).toEqual(['a', to]);
  });

  it('always: fires, and what the model asked for comes before it wherever it stands in the list', async () => {
    expect(await routeOf(triaged({ on: 'always' }, [{ say: 'x' }]))).toEqual(['a', 'b']);
    const graph = triaged({ on: 'always' }, [{ handoff: 'c' }]);
    graph.handoffs?.splice(1, 1, { id: 'ac', from: 'a', to: 'c', trigger: { on: 'model' } });
    expect(await routeOf(graph)).toEqual(['a', 'c']);
  });

  it('error: fires after a failure only, for its kinds', async () => {
    const fail = [{ fail: { kind: 'tool', message: 'broken' } }];
    expect(await routeOf(triaged({ on: 'error', kinds: ['tool'] }, fail))).toEqual(['a', 'b']);
    expect(await routeOf(triaged({ on: 'error' }, [{ say: 'fine' }]))).toEqual(['a', 'c']);
    const { view } = await play({ graph: triaged({ on: 'error', kinds: ['timeout'] }, fail), input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'tool', message: 'broken', node: 'a' } });
  });

  it('enabled and limit keep a handoff from firing and from being offered', async () => {
    const graph = triaged({ on: 'model' }, [{ handoff: 'b' }]);
    const [first] = graph.handoffs ?? [];
    if (first) first.enabled = 'state.open == true';
    graph.state = { open: { type: 'boolean', default: false } };
    const { log } = await play({ graph, input: 'Hi' });
    expect(of(log, 'model.finished')[0]?.request.tools).toEqual([]);
  });

  it('says of a node without a model that no handoff fired', async () => {
    const graph = graphOf({
      nodes: [{ id: 'a', kind: 'router' }, agent('b')],
      handoffs: [{ id: 'ab', from: 'a', to: 'b', trigger: { on: 'rule', if: 'false' } }],
    });
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'no-route', node: 'a' } });
  });
});

describe('limits', () => {
  const pingPong = (limits: Graph['limits']) =>
    graphOf({
      limits,
      nodes: [
        agent('a', { script: [{ say: 'ping' }] }),
        agent('b', { script: [{ say: 'pong' }] }),
        agent('help', { script: [{ say: 'Enough.' }] }),
      ],
      handoffs: [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'ba', from: 'b', to: 'a' },
        { id: 'a-help', from: 'a', to: 'help', trigger: { on: 'error', kinds: ['limit'] } },
        { id: 'b-help', from: 'b', to: 'help', trigger: { on: 'error', kinds: ['limit'] } },
      ],
    });

  it.each([
    ['handoffs', { handoffs: 3 }, 4, ['a', 'b', 'a', 'b', 'help']],
    ['visits', { visits: 2 }, 4, ['a', 'b', 'a', 'b', 'a', 'help']],
    ['modelCalls', { modelCalls: 3 }, 3, ['a', 'b', 'a', 'b', 'help']],
  ] as const)(
    '%s: n are allowed, the next is an error that an error handoff takes on',
    async (name, limits, calls, route) => {
      const { view, log } = await play({ graph: pingPong(limits), input: 'Hi' });
      expect(of(log, 'node.failed').map((event) => event.error)).toMatchObject([{ kind: 'limit', limit: name }]);
      expect(view).toMatchObject({ status: 'finished', output: 'Enough.', route });
      expect(of(log, 'model.finished').filter((event) => event.node !== 'help')).toHaveLength(calls);
    },
  );

  it('a second breach of the same limit ends the run, and what was said stays', async () => {
    const graph = pingPong({ modelCalls: 3 });
    const handoffs = [...(graph.handoffs ?? []), { id: 'again', from: 'help', to: 'a' }];
    const { view } = await play({ graph: { ...graph, handoffs }, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'modelCalls' } });
    expect(view.visits.map(({ text }) => text)).toEqual(['ping', 'pong', 'ping', '', 'Enough.', '']);
  });

  it.each([
    [2, 2],
    [undefined, 20],
  ])('maxSteps: %s counts the model calls of one visit, which are %i at most', async (maxSteps, calls) => {
    const graph = graphOf({
      tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
      nodes: [
        agent('a', {
          ...(maxSteps === undefined ? {} : { maxSteps }),
          tools: ['sum'],
          script: [{ calls: [{ tool: 'sum', args: { expression: '1+1' } }] }],
        }),
      ],
    });
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'limit', limit: 'maxSteps' } });
    expect(of(log, 'model.finished')).toHaveLength(calls);
  });

  it('maxSteps: counts in each visit anew', async () => {
    const calls = [{ tool: 'sum', args: { expression: '1+1' } }];
    const graph = graphOf({
      tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
      nodes: [agent('a', { maxSteps: 2, tools: ['sum'], script: [{ if: 'message == "2"', say: 'Two.' }, { calls }] })],
      handoffs: [{ id: 'aa', from: 'a', to: 'a', trigger: { on: 'rule', if: 'visits < 3' } }],
    });
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'a', 'a'] });
    expect(of(log, 'model.finished')).toHaveLength(6);
  });
});

describe('a person', () => {
  const asking = (answerKind: object = { answer: 'approval' }) =>
    graphOf({
      state: { decision: { type: 'object' } },
      nodes: [
        agent('a', { script: [{ say: 'I need a yes.' }] }),
        {
          id: 'boss',
          kind: 'human',
          name: 'Boss',
          ask: 'Allow it? They said: {{ input }}',
          into: 'decision',
          ...answerKind,
        } as never,
        agent('yes', { script: [{ say: 'Done.' }] }),
        agent('no', { script: [{ say: 'Sorry.' }] }),
      ],
      handoffs: [
        { id: 'ask', from: 'a', to: 'boss' },
        { id: 'allowed', from: 'boss', to: 'yes', trigger: { on: 'rule', if: 'answer.approved' } },
        { id: 'refused', from: 'boss', to: 'no', trigger: { on: 'otherwise' } },
      ],
    });

  it('pauses the run with the question, and both answers go their ways', async () => {
    const graph = asking();
    for (const [approved, end] of [
      [true, 'yes'],
      [false, 'no'],
    ] as const) {
      const played = await play({ graph, input: 'Money' });
      expect(played.view).toMatchObject({
        status: 'paused',
        why: 'human',
        asks: [{ node: 'boss', open: true, question: 'Allow it? They said: Money', answer: 'approval' }],
      });
      const ended = await answer({ graph, store: played.store, played, node: 'boss', answer: { approved } });
      expect(ended.view).toMatchObject({
        status: 'finished',
        route: ['a', 'boss', end],
        state: { decision: { approved } },
      });
      expect(of(ended.log, 'human.asked')).toHaveLength(1);
      expect(of(ended.log, 'node.started').filter((event) => event.node === 'boss')).toHaveLength(1);
    }
  });

  it('is not answered by what does not fit, twice, or after the end', async () => {
    const graph = asking();
    const played = await play({ graph, input: 'Money' });
    expect(answerTo(played.view, { node: 'boss', answer: 'yes', by: 'x' })).toMatchObject({
      ok: false,
      reason: 'invalid',
    });
    expect(answerTo(played.view, { node: 'nobody', answer: {}, by: 'x' })).toMatchObject({
      ok: false,
      reason: 'unknown',
    });
    const ended = await answer({ graph, store: played.store, played, node: 'boss', answer: { approved: true } });
    expect(answerTo(ended.view, { node: 'boss', answer: { approved: true }, by: 'x' })).toMatchObject({
      ok: false,
      reason: 'closed',
    });
  });

  it('is waited for again when the process ended meanwhile, without being asked twice', async () => {
    const graph = asking();
    const played = await play({ graph, input: 'Money' });
    const again = await goOn({ ...played, graph });
    expect(again.events).toEqual([]);
    expect(again.log).toEqual(played.log);
  });
});
