/** What the simulator has found in graphs that nobody would have drawn, as the smallest graph that shows it; one test each. */
import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import { play } from './testing/play.ts';

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
});
