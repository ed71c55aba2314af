/** Walking a graph with the arrow keys: along handoffs to the left and right, among neighbours up and down. */
import {
  findHandoff,
  findNode,
  type Graph,
  handoffsFrom,
  handoffsOf,
  nodesOf,
  type Position,
} from '@baton/shared/graph';

export type Spot = { in: 'node' | 'handoff' | 'note'; id: string };
export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

export const isDirection = (key: string): key is Direction => key.startsWith('Arrow');

/** @returns where an arrow key leads from a node or a handoff; undefined where there is nothing. */
export function stepFrom(
  graph: Graph,
  places: ReadonlyMap<string, Position>,
  spot: Spot,
  direction: Direction,
): Spot | undefined {
  if (spot.in === 'note') return undefined;
  return spot.in === 'handoff' ? fromHandoff(graph, spot.id, direction) : fromNode(graph, places, spot.id, direction);
}

const handoffSpot = (handoff: { id: string } | undefined): Spot | undefined =>
  handoff && { in: 'handoff', id: handoff.id };

function fromHandoff(graph: Graph, id: string, direction: Direction): Spot | undefined {
  const handoff = findHandoff(graph, id);
  if (!handoff) return undefined;
  if (direction === 'ArrowRight') return { in: 'node', id: handoff.to };
  if (direction === 'ArrowLeft') return { in: 'node', id: handoff.from };
  const siblings = handoffsFrom(graph, handoff.from);
  const index = siblings.indexOf(handoff) + (direction === 'ArrowDown' ? 1 : -1);
  return handoffSpot(siblings[index]);
}

function fromNode(
  graph: Graph,
  places: ReadonlyMap<string, Position>,
  id: string,
  direction: Direction,
): Spot | undefined {
  if (direction === 'ArrowRight') return handoffSpot(handoffsFrom(graph, id)[0]);
  if (direction === 'ArrowLeft') return handoffSpot(handoffsOf(graph).find((handoff) => handoff.to === id));
  const here = places.get(id);
  if (!here || !findNode(graph, id)) return undefined;
  const sign = direction === 'ArrowDown' ? 1 : -1;
  let best: { id: string; distance: number } | undefined;
  for (const node of nodesOf(graph)) {
    const there = places.get(node.id);
    if (!there || sign * (there.y - here.y) <= 0) continue;
    // What lies straight above or below is nearer than what lies aside.
    const distance = Math.abs(there.y - here.y) + 2 * Math.abs(there.x - here.x);
    if (!best || distance < best.distance) best = { id: node.id, distance };
  }
  return best && { in: 'node', id: best.id };
}
