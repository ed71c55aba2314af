/** Where nodes stand: where the document says, and those that it says nothing of in a row below the others. */
import { findNode, type Graph, nodesOf, type Position } from '@baton/shared/graph';
import { cardHeight, cardWidth, freshRoom } from './sizes.ts';

/** From one card to the next. */
const step = { x: cardWidth + freshRoom.beside, y: cardHeight + freshRoom.above };

const known = new WeakMap<object, ReadonlyMap<string, Position>>();

export function placesOf(graph: Graph): ReadonlyMap<string, Position> {
  const nodes = graph.nodes ?? none;
  let places = known.get(nodes);
  if (!places) {
    places = placed(graph);
    known.set(nodes, places);
  }
  return places;
}

const none: NonNullable<Graph['nodes']> = [];

function placed(graph: Graph): ReadonlyMap<string, Position> {
  const nodes = nodesOf(graph);
  const below = Math.max(0, ...nodes.map(({ position }) => (position ? position.y + cardHeight + 64 : 0)));
  let column = 0;
  return new Map(nodes.map(({ id, position }) => [id, position ?? { x: column++ * step.x, y: below }] as const));
}

/** Whether a graph was never laid out, as one that was written by hand or by a model. */
export const isUnplaced = (graph: Graph): boolean =>
  nodesOf(graph).length > 1 && nodesOf(graph).every(({ position }) => position === undefined);

/** A place to the right of a node, or of everything, below what is already there. */
export function freePlace(graph: Graph, beside: string | undefined): Position {
  const places = placesOf(graph);
  if (places.size === 0) return { x: 0, y: 0 };
  const all = [...places.values()];
  const anchor = beside !== undefined && findNode(graph, beside) ? places.get(beside) : undefined;
  const rightmost = all.reduce((best, place) => (place.x > best.x ? place : best));
  const at = { x: (anchor ?? rightmost).x + step.x, y: (anchor ?? rightmost).y };
  while (all.some(({ x, y }) => Math.abs(x - at.x) < step.x - 40 && Math.abs(y - at.y) < step.y)) at.y += step.y;
  return at;
}
