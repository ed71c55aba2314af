/** What the simulator has found in graphs that nobody would have drawn, as the smallest graph that shows it; one test each. */
import { describe, expect, it } from 'vitest';
import type { Graph, Json } from '@baton/shared/graph';
import { answer, of, play } from './testing/play.ts';

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
