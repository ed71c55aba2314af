import type { Graph, Position } from '@baton/shared/graph';
import { expect, test } from 'vitest';
import { placesOf } from './places.ts';
import { type Direction, type Spot, stepFrom } from './walking.ts';

const at = (x: number, y: number): Position => ({ x, y });
const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'triage',
  nodes: [
    { id: 'triage', kind: 'agent', position: at(0, 200) },
    { id: 'billing', kind: 'agent', position: at(400, 0) },
    { id: 'returns', kind: 'agent', position: at(400, 200) },
    { id: 'technical', kind: 'agent', position: at(400, 400) },
  ],
  handoffs: [
    { id: 'one', from: 'triage', to: 'billing' },
    { id: 'two', from: 'triage', to: 'returns' },
  ],
};
const step = (spot: Spot, direction: Direction): Spot | undefined => stepFrom(graph, placesOf(graph), spot, direction);
const node = (id: string): Spot => ({ in: 'node', id });
const handoff = (id: string): Spot => ({ in: 'handoff', id });

test('right goes along a handoff to its receiver, left back to its sender', () => {
  expect(step(node('triage'), 'ArrowRight')).toEqual(handoff('one'));
  expect(step(handoff('one'), 'ArrowRight')).toEqual(node('billing'));
  expect(step(node('billing'), 'ArrowLeft')).toEqual(handoff('one'));
  expect(step(handoff('one'), 'ArrowLeft')).toEqual(node('triage'));
});

test('up and down go among the handoffs of one node, in the order in which they are asked', () => {
  expect(step(handoff('one'), 'ArrowDown')).toEqual(handoff('two'));
  expect(step(handoff('two'), 'ArrowUp')).toEqual(handoff('one'));
  expect(step(handoff('two'), 'ArrowDown')).toBeUndefined();
});

test('up and down go to the nearest card above and below', () => {
  expect(step(node('billing'), 'ArrowDown')).toEqual(node('returns'));
  expect(step(node('technical'), 'ArrowUp')).toEqual(node('returns'));
  expect(step(node('billing'), 'ArrowUp')).toBeUndefined();
});

test('a node without handoffs leads nowhere', () => {
  expect(step(node('technical'), 'ArrowRight')).toBeUndefined();
  expect(step(node('technical'), 'ArrowLeft')).toBeUndefined();
});
