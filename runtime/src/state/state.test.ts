import { describe, expect, it } from 'vitest';
import type { Graph, Json, StateValue } from '@baton/shared/graph';
import { play } from '../testing/play.ts';

/** A node that writes one value after the other, each in a visit of its own. */
const writing = (value: StateValue, writes: readonly Json[]): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  state: { x: value },
  nodes: [
    {
      id: 'a',
      kind: 'agent',
      output: { type: 'object' },
      into: ['x'],
      script: writes.map((x) => ({ output: { x }, once: true })),
    },
  ],
  handoffs: [{ id: 'aa', from: 'a', to: 'a', trigger: { on: 'rule', if: `visits < ${writes.length}` } }],
});

describe('a value of the state', () => {
  it.each<[string, StateValue, Json[], Json]>([
    ['replace, the default', {}, [{ a: 1 }, { b: 2 }], { b: 2 }],
    ['replace', { merge: 'replace' }, [['one'], ['two']], ['two']],
    ['append, an element', { merge: 'append' }, ['one', 'two'], ['one', 'two']],
    [
      'append, a list',
      { merge: 'append', default: ['zero'] },
      [['one', 'two'], 'three'],
      ['zero', 'one', 'two', 'three'],
    ],
    ['sum', { merge: 'sum', default: 10 }, [1, 2.5], 13.5],
    ['sum, from nothing', { merge: 'sum' }, [1, 2], 3],
    [
      'deep',
      { merge: 'deep', default: { kept: 1 } },
      [{ a: { b: 1, c: 1 } }, { a: { b: 2 } }],
      { kept: 1, a: { b: 2, c: 1 } },
    ],
    ['deep, a list inside', { merge: 'deep' }, [{ a: [1, 2] }, { a: [3] }], { a: [3] }],
  ])('merge: %s', async (_merge, value, writes, expected) => {
    const { view, store, run } = await play({ graph: writing(value, writes), input: 'Hi' });
    expect(view.status).toBe('finished');
    expect(view.state).toEqual({ x: expected });
    expect((await store.thread(run))?.state).toEqual({ x: expected });
  });

  it.each<[string, StateValue, Json[], Json]>([
    ['append', { merge: 'append' }, ['b', 'c'], ['b', 'c']],
    ['sum', { merge: 'sum', default: 1 }, [2, 3], 6],
    ['deep', { merge: 'deep' }, [{ b: 1 }, { c: 1 }], { b: 1, c: 1 }],
  ])('merge: %s takes what two nodes write side by side', async (_merge, value, [b = null, c = null], expected) => {
    const writer = (id: string, x: Json): NonNullable<Graph['nodes']>[number] => ({
      id,
      kind: 'agent',
      output: { type: 'object' },
      into: ['x'],
      script: [{ output: { x } }],
    });
    const graph: Graph = {
      ...writing(value, []),
      nodes: [{ id: 'a', kind: 'router', route: 'all' }, writer('b', b), writer('c', c)],
      handoffs: ['b', 'c'].map((to) => ({ id: `a${to}`, from: 'a', to })),
    };
    const { view, store, run } = await play({ graph, input: 'Hi' });
    expect(view.state).toEqual({ x: expected });
    expect((await store.thread(run))?.state).toEqual({ x: expected });
  });

  it('default: is where it begins, once in a conversation; the next message finds what was written', async () => {
    const graph: Graph = {
      ...writing({ type: 'string', default: 'begun' }, []),
      nodes: [
        {
          id: 'a',
          kind: 'agent',
          instructions: 'x is {{ state.x }}.',
          output: { type: 'object' },
          into: ['x'],
          script: [{ if: 'state.x == "begun"', output: { x: 'changed' } }, { output: {} }],
        },
      ],
      handoffs: [],
    };
    const first = await play({ graph, input: 'one' });
    const second = await play({ graph, input: 'two', store: first.store, thread: first.thread });
    const told = [first, second].map(
      ({ view }) => view.messages[view.visits[0]?.models[0]?.request.messages[0] ?? '']?.text,
    );
    expect(told).toEqual(['x is begun.', 'x is changed.']);
    expect(second.view.state).toEqual({ x: 'changed' });
  });
});
