import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import type { JoinNode } from '@baton/shared/nodes';
import { answer, goOn, of, play } from '../testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;

const speaker = (id: string, say: string, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say, ...more }],
});
const graphOf = (nodes: Nodes, handoffs: Handoffs, more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  handoffs,
  ...more,
});

/** a → b, c, d → join → end. */
const fanned = (join: Partial<JoinNode>, scripts: { [node: string]: object } = {}, more: Partial<Graph> = {}): Graph =>
  graphOf(
    [
      { id: 'a', kind: 'router', route: 'all' },
      ...['b', 'c', 'd'].map((id) => speaker(id, id.toUpperCase(), scripts[id])),
      { id: 'j', kind: 'join', into: 'all', ...join },
      { id: 'end', kind: 'agent', script: [{ say: 'Got {{ state.all }}.' }] },
    ],
    [
      ...['b', 'c', 'd'].map((to) => ({ id: `a${to}`, from: 'a', to })),
      ...['b', 'c', 'd'].map((from) => ({ id: `${from}j`, from, to: 'j' })),
      { id: 'je', from: 'j', to: 'end', trigger: { on: 'always' as const } },
    ],
    { state: { all: {} }, ...more },
  );

describe('parallel branches', () => {
  it('all run, each with a branch of its own, and the join goes on once with their results in the order of the handoffs', async () => {
    const { view, log } = await play({ graph: fanned({}), input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', state: { all: ['B', 'C', 'D'] }, output: 'Got ["B","C","D"].' });
    expect(of(log, 'node.started').filter((event) => event.node === 'j')).toHaveLength(1);
    expect(of(log, 'node.started').filter((event) => event.node === 'end')).toHaveLength(1);
    expect(of(log, 'node.started').map((event) => event.branch)).toEqual([
      undefined,
      'a-1.1',
      'a-1.2',
      'a-1.3',
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['list', ['X', 'Y', 'X'], ['X', 'Y', 'X']],
    ['vote', ['Y', 'X', 'X'], 'X'],
    ['vote', ['Z', 'Y', 'X'], 'Z'],
    ['results[1] + results[2]', ['X', 'Y', 'Z'], 'YZ'],
  ])('are combined by %s: %o', async (combine, [b, c, d], expected) => {
    const scripts = { b: { say: b }, c: { say: c }, d: { say: d } };
    const { view } = await play({ graph: fanned({ combine }, scripts), input: 'Hi' });
    expect(view.state['all']).toEqual(expected);
  });

  it('are combined by first: what the first to arrive has brought', async () => {
    const graph = fanned({ combine: 'first' }, { b: { delayMs: 40 }, d: { delayMs: 40 } });
    expect((await play({ graph, input: 'Hi' })).view.state['all']).toBe('C');
  });

  it('that cannot be combined by the expression are a failure of the join, in words', async () => {
    const { view } = await play({ graph: fanned({ combine: 'results[7]' }), input: 'Hi' });
    expect(view.error).toMatchObject({
      node: 'j',
      message: expect.stringMatching(/^j could not combine .*"results\[7\]"/),
    });
  });

  it('bring their last node’s output, else its last words', async () => {
    const graph = fanned({});
    const structured = { id: 'b', kind: 'agent' as const, output: { type: 'object' }, script: [{ output: { n: 1 } }] };
    const nodes = graph.nodes?.map((node) => (node.id === 'b' ? structured : node)) ?? [];
    expect((await play({ graph: { ...graph, nodes }, input: 'Hi' })).view.state['all']).toEqual([{ n: 1 }, 'C', 'D']);
  });

  it('bring what their last node said beside the call by which its model hands over', async () => {
    const graph = fanned({}, { b: { handoff: 'j' }, c: { say: '', handoff: 'j' } });
    const handoffs = graph.handoffs?.map((handoff) =>
      ['bj', 'cj'].includes(handoff.id) ? { ...handoff, trigger: { on: 'model' as const } } : handoff,
    );
    const { view, log } = await play({ graph: { ...graph, handoffs: handoffs ?? [] }, input: 'Hi' });
    expect(view.state['all']).toEqual(['B', null, 'D']);
    const join = of(log, 'node.started').find(({ node }) => node === 'j');
    expect(join?.context.results.map(({ output }) => output)).toEqual(['B', null, 'D']);
  });

  it('that are not taken, end early or go elsewhere do not hold the join up', async () => {
    const graph = fanned({});
    graph.handoffs =
      graph.handoffs?.map((handoff) =>
        handoff.id === 'ad' ? { ...handoff, trigger: { on: 'rule', if: 'false' } } : handoff,
      ) ?? [];
    graph.handoffs = graph.handoffs.filter((handoff) => handoff.id !== 'cj');
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.state['all']).toEqual(['B']);
  });

  it('that are late are cancelled at once when the join waits for some only, wait: any', async () => {
    const { view, log } = await play({
      graph: fanned({ wait: 'any' }, { c: { delayMs: 600_000 }, d: { delayMs: 600_000 } }),
      input: 'Hi',
    });
    expect(view).toMatchObject({ status: 'finished', state: { all: ['B'] } });
    expect(of(log, 'node.cancelled').map((event) => event.node)).toEqual(['c', 'd']);
  });

  it('are waited for until a number of them has arrived, wait: 2', async () => {
    const { view } = await play({ graph: fanned({ wait: 2 }, { c: { delayMs: 600_000 } }), input: 'Hi' });
    expect(view.state['all']).toEqual(['B', 'D']);
  });

  it('are all that a join goes on with where they are fewer than the number that it waits for', async () => {
    const { view } = await play({ graph: fanned({ wait: 4 }), input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', state: { all: ['B', 'C', 'D'] } });
  });

  it('are waited for by number in every round anew: none that is still waited for is cancelled', async () => {
    const state = { all: { merge: 'append' as const, type: 'array' } };
    const graph = fanned({ wait: 2 }, { c: { delayMs: 30 }, d: { delayMs: 600_000 } }, { state });
    graph.handoffs?.push({ id: 'again', from: 'end', to: 'a', trigger: { on: 'rule', if: 'visits < 2' } });
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view.state['all']).toEqual(['B', 'C', 'B', 'C']);
    expect(of(log, 'node.cancelled').map((event) => event.node)).toEqual(['d', 'd']);
  });

  it.each([
    [undefined, 'failed', undefined],
    ['fail', 'failed', undefined],
    ['skip', 'finished', ['B', 'D']],
    ['collect', 'finished', ['B', { error: { kind: 'tool', message: 'broken' } }, 'D']],
  ] as const)('of which one fails, onBranchError: %s', async (onBranchError, status, all) => {
    const { view } = await play({
      graph: fanned(onBranchError ? { onBranchError } : {}, { c: { fail: { kind: 'tool', message: 'broken' } } }),
      input: 'Hi',
    });
    expect(view.status).toBe(status);
    expect(view.state['all']).toEqual(all);
  });

  it.each([
    ['fail', 'failed', undefined],
    ['skip', 'finished', 2],
    ['collect', 'finished', 3],
  ] as const)('of which one breaks a limit, onBranchError: %s', async (onBranchError, status, results) => {
    const graph = fanned({ onBranchError }, {}, { limits: { modelCalls: 2 } });
    graph.handoffs = graph.handoffs?.filter(({ id }) => id !== 'je') ?? [];
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.status).toBe(status);
    expect((view.state['all'] as unknown[] | undefined)?.length).toBe(results);
  });

  it('of which one fails take its own way out first', async () => {
    const graph = fanned({ onBranchError: 'collect' }, { c: { fail: { message: 'broken' } } });
    graph.nodes?.push(speaker('help', 'Helped.'));
    graph.handoffs?.push(
      { id: 'ch', from: 'c', to: 'help', trigger: { on: 'error' } },
      { id: 'hj', from: 'help', to: 'j' },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.state['all']).toEqual(['B', 'Helped.', 'D']);
  });

  it('of which one fails are judged by the join that it was on its way to', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'router', route: 'all' },
        { id: 'b', kind: 'router', route: 'all' },
        speaker('c', 'C'),
        speaker('d', 'D'),
        speaker('e', '', { fail: { message: 'broken' } }),
        { id: 'outer', kind: 'join', into: 'all' },
        { id: 'inner', kind: 'join', onBranchError: 'skip' },
      ],
      ['a b', 'a c', 'b d', 'b e', 'd inner', 'e inner', 'inner outer', 'c outer'].map((way) => {
        const [from = '', to = ''] = way.split(' ');
        return { id: `${from}-${to}`, from, to };
      }),
      { state: { all: {} } },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', state: { all: [['D'], 'C'] } });
  });

  it('each: one for every item, which the branch sees; none for an empty list', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'router' },
        speaker('b', 'About {{ item.name }}.'),
        { id: 'j', kind: 'join', into: 'all' },
        speaker('none', 'Nothing.'),
      ],
      [
        { id: 'ab', from: 'a', to: 'b', each: 'state.topics' },
        { id: 'an', from: 'a', to: 'none', trigger: { on: 'otherwise' } },
        { id: 'bj', from: 'b', to: 'j' },
      ],
      { state: { topics: { type: 'array', default: [{ name: 'tea' }, { name: 'rum' }] }, all: {} } },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.state['all']).toEqual(['About tea.', 'About rum.']);
    expect(view.visits.filter((visit) => visit.node === 'b').map((visit) => visit.visit)).toEqual([1, 2]);
    const empty = await play({
      graph: { ...graph, state: { topics: { type: 'array', default: [] }, all: {} } },
      input: 'Hi',
    });
    expect(empty.view.route).toEqual(['a', 'none']);
  });

  it('keep apart what a node sees in each', async () => {
    const graph = graphOf(
      [{ id: 'a', kind: 'router' }, speaker('b', 'Said in {{ visits }}.')],
      [{ id: 'ab', from: 'a', to: 'b', each: '[1, 2]' }],
    );
    const { log, view } = await play({ graph, input: 'Hi' });
    const sent = of(log, 'model.finished').map((event) =>
      event.request.messages.map((id) => view.messages[id]?.text).slice(1),
    );
    expect(sent).toEqual([['Hi'], ['Hi']]);
  });

  it('without a join all answer the user, in the order of the handoffs', async () => {
    const graph = fanned({});
    graph.handoffs = graph.handoffs?.slice(0, 3) ?? [];
    const first = await play({ graph, input: 'Hi' });
    expect(first.view.output).toEqual([
      { node: 'b', text: 'B' },
      { node: 'c', text: 'C' },
      { node: 'd', text: 'D' },
    ]);
    const second = await play({ graph, input: 'Again', store: first.store, thread: first.thread });
    expect(second.view.route[0]).toBe('a');
  });

  it('without a join answer in the order of the handoffs however many they are and whoever comes first', async () => {
    const items = Array.from({ length: 11 }, (_, index) => index);
    const graph = graphOf(
      [{ id: 'a', kind: 'router' }, speaker('b', 'B{{ item }}'), speaker('c', 'C{{ item }}')],
      [
        { id: 'ab', from: 'a', to: 'b', each: JSON.stringify(items) },
        { id: 'bc', from: 'b', to: 'c', trigger: { on: 'rule', if: 'item == 0' } },
      ],
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.output).toEqual(
      items.map((item) => (item === 0 ? { node: 'c', text: 'C0' } : { node: 'b', text: `B${item}` })),
    );
  });

  it('can be nested, and joined from the inside out', async () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'router', route: 'all' },
        { id: 'b', kind: 'router', route: 'all' },
        speaker('c', 'C'),
        speaker('d', 'D'),
        speaker('e', 'E'),
        { id: 'inner', kind: 'join' },
        { id: 'outer', kind: 'join', into: 'all' },
      ],
      [
        { id: 'ab', from: 'a', to: 'b' },
        { id: 'ac', from: 'a', to: 'c' },
        { id: 'bd', from: 'b', to: 'd' },
        { id: 'be', from: 'b', to: 'e' },
        { id: 'di', from: 'd', to: 'inner' },
        { id: 'ei', from: 'e', to: 'inner' },
        { id: 'io', from: 'inner', to: 'outer' },
        { id: 'co', from: 'c', to: 'outer' },
      ],
      { state: { all: {} } },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.state['all']).toEqual([['D', 'E'], 'C']);
  });

  it('are joined anew in every round of a loop', async () => {
    const graph = fanned({}, {}, { state: { all: { merge: 'append', type: 'array' } } });
    graph.handoffs?.push({ id: 'again', from: 'end', to: 'a', trigger: { on: 'rule', if: 'visits < 2' } });
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.visits.filter((visit) => visit.node === 'j').map((visit) => visit.visit)).toEqual([1, 2]);
    expect(view.state['all']).toEqual(['B', 'C', 'D', 'B', 'C', 'D']);
  });

  it('go on around a person who is waited for in one of them', async () => {
    const graph = fanned({});
    const nodes =
      graph.nodes?.map((node) => (node.id === 'c' ? ({ id: 'c', kind: 'human', ask: 'Well?' } as const) : node)) ?? [];
    const played = await play({ graph: { ...graph, nodes }, input: 'Hi' });
    expect(played.view).toMatchObject({ status: 'paused', asks: [{ node: 'c', open: true }] });
    const ended = await answer({ graph: { ...graph, nodes }, store: played.store, played, node: 'c', answer: 'Yes' });
    expect(ended.view).toMatchObject({ status: 'finished', state: { all: ['B', 'Yes', 'D'] } });
    expect((await goOn({ ...played, graph: { ...graph, nodes } })).events).toEqual([]);
  });
});
