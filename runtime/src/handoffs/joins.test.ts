import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import type { JoinNode } from '@baton/shared/nodes';
import { of, play } from '../testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;

const agent = (id: string, more: object = {}): Nodes[number] => ({
  id,
  kind: 'agent',
  script: [{ say: id.toUpperCase(), ...more }],
});
const join = (id: string, more: Partial<JoinNode> = {}): JoinNode => ({ id, kind: 'join', into: id, ...more });
const router = (id: string): Nodes[number] => ({ id, kind: 'router' });
const all = (id: string): Nodes[number] => ({ id, kind: 'router', route: 'all' });

/** @param ways each node with those that control goes on to, always */
const drawn = (nodes: Nodes, ways: { [from: string]: string[] }): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  state: Object.fromEntries(nodes.flatMap((node) => (node.kind === 'join' ? [[node.id, {}]] : []))),
  handoffs: Object.entries(ways).flatMap(([from, ends]) =>
    ends.map((to) => ({ id: `${from}-${to}`, from, to, trigger: { on: 'always' as const } })),
  ),
});

describe('branches of one node that meet at several joins', () => {
  it('go on as one of each, and meet again at a later join, however late some of them are', async () => {
    const nodes = [all('a'), ...['b', 'c', 'd', 'e', 'f', 'end'].map((id) => agent(id))];
    const graph = drawn([...nodes, join('one'), join('two'), join('both')], {
      a: ['b', 'c', 'd', 'e'],
      b: ['one'],
      c: ['one'],
      d: ['f'],
      e: ['two'],
      f: ['two'],
      one: ['both'],
      two: ['both'],
      both: ['end'],
    });
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'END' });
    expect(view.state).toEqual({
      one: ['B', 'C'],
      two: ['F', 'E'],
      both: [
        ['B', 'C'],
        ['F', 'E'],
      ],
    });
    const branches = of(log, 'node.started').map(({ node, branch }) => [node, branch]);
    expect(Object.fromEntries(branches)).toMatchObject({ one: 'a-1.1', two: 'a-1.3', both: undefined });
    expect(branches).toHaveLength(10);
  });

  it('wait at a join for another one that leads to it', async () => {
    const graph = drawn([all('a'), ...['b', 'c', 'd', 'e', 'end'].map((id) => agent(id)), join('near'), join('far')], {
      a: ['b', 'c', 'd'],
      b: ['near'],
      c: ['e'],
      e: ['near'],
      d: ['far'],
      near: ['far'],
      far: ['end'],
    });
    const { view } = await play({ graph, input: 'Hi' });
    expect(view.state).toEqual({ near: ['B', 'E'], far: [['B', 'E'], 'D'] });
    expect(view).toMatchObject({ status: 'finished', output: 'END' });
  });

  it('go on at the join that is written first where two lead to each other', async () => {
    const graph = drawn([all('a'), agent('b'), agent('c'), agent('end'), join('two'), join('one')], {
      a: ['b', 'c'],
      b: ['one'],
      c: ['two'],
      two: ['one'],
    });
    graph.handoffs?.push(
      { id: 'back', from: 'one', to: 'two', trigger: { on: 'rule', if: 'visits < 2' } },
      { id: 'on', from: 'one', to: 'end', trigger: { on: 'otherwise' } },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'END' });
    expect(view.route).toEqual(['a', 'b', 'c', 'two', 'one', 'two', 'one', 'end']);
    expect(view.visits.find(({ node }) => node === 'one')?.output).toEqual(['B', ['C']]);
  });

  it('are cancelled as late only where they could still have come to the join that goes on', async () => {
    const graph = drawn(
      [
        all('a'),
        agent('b'),
        agent('late', { delayMs: 600_000 }),
        agent('c'),
        agent('d'),
        join('first', { wait: 'any' }),
        join('last'),
      ],
      { a: ['b', 'late', 'c'], b: ['first'], late: ['first'], c: ['d'], d: ['last'], first: ['last'] },
    );
    const { view, log } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', state: { first: ['B'], last: [['B'], 'D'] } });
    expect(of(log, 'node.cancelled').map((event) => event.node)).toEqual(['late']);
  });

  it('stay cancelled, also where their last step went on side by side with the join', async () => {
    const nodes = [
      all('a'),
      agent('b'),
      router('c'),
      router('d'),
      agent('e'),
      join('j', { wait: 'any' }),
      agent('end'),
    ];
    const ways = { a: ['b', 'c'], b: ['j'], c: ['d'], d: ['e'], e: ['j'], j: ['end'] };
    const { view } = await play({ graph: drawn(nodes, ways), input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'END', state: { j: ['B'] } });
    expect(view.route.toSorted()).toEqual(['a', 'b', 'c', 'd', 'end', 'j']);
  });

  it('may meet at one join again and again before they meet the others', async () => {
    const graph = drawn([all('a'), ...['b', 'c', 'd', 'x', 'end'].map((id) => agent(id)), join('near'), join('far')], {
      a: ['b', 'c', 'd'],
      b: ['near'],
      c: ['near'],
      d: ['far'],
      x: ['near'],
      far: ['end'],
    });
    graph.handoffs?.push(
      { id: 'back', from: 'near', to: 'x', trigger: { on: 'rule', if: 'visits < 3' } },
      { id: 'on', from: 'near', to: 'far', trigger: { on: 'otherwise' } },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'END', state: { far: [['X'], 'D'] } });
    expect(view.visits.filter(({ node }) => node === 'near').map(({ output }) => output)).toEqual([
      ['B', 'C'],
      ['X'],
      ['X'],
    ]);
  });

  it('leave alone a branch that comes to no join: it works on, and answers for itself', async () => {
    const nodes = [all('a'), ...['b', 'c', 'note', 'write', 'file', 'end'].map((id) => agent(id)), join('j')];
    const ways = { a: ['b', 'note', 'c'], b: ['j'], c: ['j'], note: ['write'], write: ['file'], j: ['end'] };
    const { view, log } = await play({ graph: drawn(nodes, ways), input: 'Hi' });
    expect(of(log, 'node.cancelled')).toEqual([]);
    expect(view.route.toSorted()).toEqual(['a', 'b', 'c', 'end', 'file', 'j', 'note', 'write']);
    expect(view.state).toEqual({ j: ['B', 'C'] });
    // Nobody is left whom those could meet: they are one again, and no branch.
    expect(of(log, 'node.started').find(({ node }) => node === 'j')?.branch).toBeUndefined();
    expect(view.output).toEqual([
      { node: 'end', text: 'END' },
      { node: 'file', text: 'FILE' },
    ]);
  });
});

describe('a join waits for no branch that can no longer come to it', () => {
  const person = (id: string): Nodes[number] => ({ id, kind: 'human', ask: 'Well?' });
  const never = (from: string, to: string) => ({ id: `${from}-${to}`, from, to, trigger: { on: 'error' as const } });
  /** What the joins had come to when the run stopped for its person. */
  const met = async (graph: Graph, ...more: ReturnType<typeof never>[]) => {
    const { view } = await play({ graph: { ...graph, handoffs: [...(graph.handoffs ?? []), ...more] }, input: 'Hi' });
    expect(view.status).toBe('paused');
    return view.state;
  };

  it('since that has taken another way', async () => {
    const nodes = [all('a'), agent('b'), agent('c'), agent('d'), person('p'), join('j'), agent('end')];
    const graph = drawn(nodes, { a: ['b', 'c'], b: ['j'], c: ['d'], d: ['p'], j: ['end'] });
    expect(await met(graph, never('d', 'j'))).toEqual({ j: ['B'] });
  });

  it('since those have that are inside of it', async () => {
    const nodes = [all('a'), agent('b'), all('c'), agent('d'), person('p'), agent('e'), join('j'), agent('end')];
    const graph = drawn(nodes, { a: ['b', 'c'], b: ['j'], c: ['d', 'e'], d: ['p'], j: ['end'] });
    expect(await met(graph, never('c', 'j'), never('e', 'j'))).toEqual({ j: ['B'] });
  });

  it('since it only consults somebody who could', async () => {
    const nodes = [all('a'), agent('b'), agent('c'), person('p'), agent('x'), join('j'), agent('end')];
    const graph = drawn(nodes, { a: ['b', 'c'], b: ['j'], c: ['p'], x: ['j'], j: ['end'] });
    expect(await met(graph, { ...never('p', 'x'), returns: true } as ReturnType<typeof never>)).toEqual({ j: ['B'] });
  });

  it('since it waits at another one', async () => {
    const agents = ['b', 'c', 'd', 'e', 'f', 'end'].map((id) => agent(id));
    const graph = drawn([all('a'), ...agents, person('p'), join('far'), join('near')], {
      a: ['b', 'c', 'e'],
      b: ['far'],
      c: ['d'],
      d: ['near'],
      e: ['f'],
      f: ['p'],
      p: ['near'],
      far: ['end'],
    });
    expect(await met(graph, never('d', 'far'))).toEqual({ far: ['B'] });
  });

  it('since another one has gone on without it', async () => {
    const late = agent('late', { delayMs: 600_000 });
    const nodes = [all('a'), agent('b'), agent('c'), late, person('p'), join('near', { wait: 'any' }), join('far')];
    const graph = drawn(nodes, { a: ['b', 'c', 'late'], b: ['near'], c: ['far'], late: ['near'], near: ['p'] });
    expect(await met(graph, never('late', 'far'))).toEqual({ near: ['B'], far: ['C'] });
  });

  it('since all have ended that were inside of it', async () => {
    const nodes = [all('a'), agent('b'), all('c'), agent('d'), agent('e'), agent('f'), join('j'), agent('end')];
    const graph = drawn(nodes, { a: ['b', 'c'], b: ['j'], c: ['d', 'e'], e: ['f'], j: ['end'] });
    graph.handoffs?.push(never('f', 'j'));
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', state: { j: ['B'] } });
    expect(view.output).toEqual(['end', 'd', 'f'].map((node) => ({ node, text: node.toUpperCase() })));
  });
});

describe('what a join goes on with', () => {
  const writes = (id: string, note: string): Nodes[number] => ({
    id,
    kind: 'agent',
    output: { type: 'object' },
    into: ['note'],
    script: [{ output: { note } }],
  });
  const contextOf = (log: Parameters<typeof of>[0], node: string) =>
    of(log, 'node.started').find((event) => event.node === node)?.context;

  it('is every message of all branches, once, and what each of them came to', async () => {
    const nodes = [all('a'), agent('b'), agent('c'), join('j'), agent('end')];
    const { view, log } = await play({
      graph: drawn(nodes, { a: ['b', 'c'], b: ['j'], c: ['j'], j: ['end'] }),
      input: 'Hi',
    });
    const context = contextOf(log, 'j');
    expect(context?.history.map((id) => view.messages[id]?.text)).toEqual(['Hi', 'B', 'C']);
    expect(context?.results).toEqual([
      { node: 'b', output: 'B' },
      { node: 'c', output: 'C' },
    ]);
  });

  it.each([
    [['b', 'c'], 'late'],
    [['c', 'b'], 'early'],
  ])(
    'is, of a value that several have written, that of the last in the order of the handoffs: %s',
    async (order, note) => {
      const nodes = [
        all('a'),
        writes('b', 'early'),
        agent('c'),
        writes('d', 'late'),
        join('j'),
        agent('end', { say: '{{ state.note }}' }),
      ];
      const graph = drawn(nodes, { a: order, b: ['j'], c: ['d'], d: ['j'], j: ['end'] });
      const { view, log } = await play({ graph: { ...graph, state: { ...graph.state, note: {} } }, input: 'Hi' });
      expect(contextOf(log, 'j')?.state).toEqual({ note });
      expect(view.output).toBe(note);
    },
  );

  it('is no item: that ends with its branch', async () => {
    const nodes = [router('a'), agent('b', { say: '{{ item }}' }), join('j'), agent('end', { say: 'All of them.' })];
    const graph = drawn([...nodes, agent('more')], { b: ['j'], j: ['end'] });
    graph.handoffs?.push(
      { id: 'each', from: 'a', to: 'b', each: '["x", "y"]' },
      { id: 'more', from: 'end', to: 'more', trigger: { on: 'rule', if: 'item == "x" || item == "y"' } },
    );
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'All of them.', state: { j: ['x', 'y'] } });
  });

  it('comes of as many as it waits for, however much later the last of them arrives', async () => {
    const agents = ['b', 'c', 'd', 'w', 'x', 'y', 'z', 'end'].map((id) => agent(id));
    const graph = drawn([all('a'), ...agents, join('j', { wait: 2 })], {
      a: ['b', 'x', 'c'],
      b: ['j'],
      c: ['d'],
      d: ['j'],
      x: ['y'],
      y: ['z'],
      z: ['w'],
      w: ['j'],
      j: ['end'],
    });
    const { view } = await play({ graph, input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'END', state: { j: ['B', 'D'] } });
    expect(view.route).not.toContain('w');
  });
});
