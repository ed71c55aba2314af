/** New nodes cover no other; between two others, what comes after makes room. */
import { type Graph, type Handoff, handoffsOf, type Position } from '@baton/shared/graph';
import { placesOf } from './places.ts';
import { type Box, meet } from './routes/geometry.ts';
import { cardHeight, cardWidth, freshRoom, grid, snapped } from './sizes.ts';
import { labelOf, labelWidth } from './words.ts';

export interface Room {
  /** Where the node stands. */
  at: Position;
  /** Where those stand now that have made room. */
  moved: ReadonlyMap<string, Position>;
}

/** Between two cards in a row: around the words on their handoff. */
const around = 56;
const { beside: fresh, above: space } = freshRoom;

const cardAt = ({ x, y }: Position, beside = 0, above = 0): Box => ({
  x: x - beside,
  y: y - above,
  width: cardWidth + 2 * beside,
  height: cardHeight + 2 * above,
});

/** @param node what is put between, where it is in the graph already. @param wanted where it would stand without a care. */
export function roomFor(graph: Graph, handoff: Handoff, wanted: Position, node?: string): Room {
  const places = placesOf(graph);
  const [sender, receiver] = [places.get(handoff.from), places.get(handoff.to)];
  const at = { ...wanted };
  let moved = new Map<string, Position>();
  // Where a handoff leads back, there is no farther along.
  if (sender && receiver && receiver.x > sender.x) {
    const before = labelWidth(labelOf(handoff)) + around;
    if (meet(cardAt(at, before, space), cardAt(sender))) at.x = snapped(sender.x + cardWidth + before);
    const by = snapped(at.x + cardWidth + fresh - receiver.x);
    if (by > 0 && meet(cardAt(at, fresh, space), cardAt(receiver))) moved = shifted(graph, handoff, node, by);
  }
  const others = [...places].filter(([id]) => id !== node && !moved.has(id)).map(([, place]) => place);
  return { at: below(others, at), moved };
}

/** @returns the place itself, or where it would cover a card the next one below that is clear of all. */
export function clearPlace(graph: Graph, wanted: Position): Position {
  const others = [...placesOf(graph).values()];
  return others.some((other) => meet(cardAt(wanted), cardAt(other))) ? below(others, wanted) : wanted;
}

function below(others: readonly Position[], { x, y }: Position): Position {
  const at = { x, y };
  const inTheWay = (other: Position): boolean => meet(cardAt(at, 0, space), cardAt(other));
  for (let other = others.find(inTheWay); other; other = others.find(inTheWay)) {
    at.y = Math.ceil((other.y + cardHeight + space) / grid) * grid;
  }
  return at;
}

/** The receiver, and what can be reached from it and stands no nearer. */
function shifted(graph: Graph, { from, to }: Handoff, node: string | undefined, by: number): Map<string, Position> {
  const places = placesOf(graph);
  const start = places.get(to)?.x ?? 0;
  const found = new Set([to]);
  for (const id of found) {
    for (const next of handoffsOf(graph)) {
      if (next.from === id && next.to !== from && next.to !== node) found.add(next.to);
    }
  }
  return new Map(
    [...found].flatMap((id) => {
      const place = places.get(id);
      return place && place.x >= start ? [[id, { x: place.x + by, y: place.y }] as const] : [];
    }),
  );
}
