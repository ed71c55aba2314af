import type { Graph } from '@baton/shared/graph';
import { describe, expect, test } from 'vitest';
import { freePlace } from './places.ts';

const graph = (...places: [string, number, number][]): Graph => ({
  format: 'baton/1',
  id: 'g',
  entry: 'a',
  nodes: places.map(([id, x, y]) => ({ id, kind: 'agent', position: { x, y } })),
});

describe('a new node', () => {
  test('goes to the middle of an empty graph', () => expect(freePlace(graph(), undefined)).toEqual({ x: 0, y: 0 }));
  test('goes to the right of the selected node', () => {
    expect(freePlace(graph(['a', 0, 0], ['b', 0, 400]), 'b')).toEqual({ x: 400, y: 400 });
  });
  test('goes to the right of everything when nothing is selected', () => {
    expect(freePlace(graph(['a', 0, 0], ['b', 500, 40]), undefined)).toEqual({ x: 900, y: 40 });
  });
  test('never covers another one', () => {
    expect(freePlace(graph(['a', 0, 0], ['b', 400, 0], ['c', 300, 128]), 'a')).toEqual({ x: 400, y: 304 });
  });
});
