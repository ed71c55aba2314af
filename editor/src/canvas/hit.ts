/** Which handoff, or which agent, lies at a place of the canvas. */
import { nodesOf, type Position } from '@baton/shared/graph';
import { useDocument } from '../document/document.ts';
import { type Box, grown, legs, type Point, span } from './routes/geometry.ts';
import { usePicture } from './picture.ts';
import type { Route } from './routes/route.ts';

/** How near a place must be to a line to be on it, in canvas units. */
const reach = 24;

/** @param except handoffs of this node are not asked. */
export function handoffAt(place: Position, except?: string): string | undefined {
  const { routes, links } = usePicture.getState();
  let best: { id: string; distance: number } | undefined;
  for (const { id, from, to } of links) {
    const route = routes.get(id);
    if (!route || from === except || to === except) continue;
    const distance = distanceTo(route, place);
    if (distance <= reach && distance < (best?.distance ?? Infinity)) best = { id, distance };
  }
  return best?.id;
}

/** The one in front, where cards lie on each other. */
export function agentAt(place: Position): string | undefined {
  const { cards } = usePicture.getState();
  const { graph } = useDocument.getState();
  return graph && nodesOf(graph).findLast(({ id, kind }) => kind === 'agent' && isIn(cards.get(id), place))?.id;
}

const isIn = (card: Box | undefined, place: Position): boolean => card !== undefined && contains(card, place);

function distanceTo({ points, label }: Route, place: Point): number {
  if (label && contains(label.box, place)) return 0;
  let least = Infinity;
  for (const [a, b] of legs(points)) {
    if (contains(grown(span(a, b), reach), place)) least = Math.min(least, distanceToLeg(a, b, place));
  }
  return least;
}

const contains = (box: Box, { x, y }: Point): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

function distanceToLeg(a: Point, b: Point, { x, y }: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
}
