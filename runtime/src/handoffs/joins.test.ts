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
