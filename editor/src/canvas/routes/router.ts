/**
 * Works out every handoff's line and label from where the cards are. Nothing is measured on the page, so the same
 * document always gives the same picture.
 */
import { type End, type Ends, type Link, placeEnds } from './ends.ts';
import { makeRoom } from './crowding.ts';
import { type Box, grown, type Point, span, straightened } from './geometry.ts';
import { placeLabel, type LabelPlace } from './labels.ts';
import { roundedPath } from './path.ts';
import { Plane, throughCard } from './plane.ts';
import type { Cards, LabelledLink, Route, Routes } from './route.ts';
import { detoursBetween, shapesBetween } from './shapes.ts';
import { sideOptions, type Sides } from './sides.ts';

/** The whole picture: each line is chosen among the others, twice, so that the first ones know of the last ones too. */
export function routeAll(links: readonly LabelledLink[], cards: Cards): Routes {
  const plane = new Plane(cards.values());
  const ends = placeEnds(links, cards, sidesOf(links, cards, plane));
  const routes = new Map<string, Route>();
  const order = links.toSorted((a, b) => reach(ends.get(a.id)) - reach(ends.get(b.id)));
  for (let round = 0; round < 2; round++) {
    for (const link of order) redraw(link, cards, ends, plane, routes);
  }
  makeRoom(links, plane, routes);
  return routes;
}

const reach = (ends: Ends | undefined): number =>
  ends ? Math.abs(ends.start.x - ends.end.x) + Math.abs(ends.start.y - ends.end.y) : 0;

/**
 * While cards are dragged: their handoffs get new lines at every step, everything else stays where it is.
 * @returns what gives the routes for where the cards are now.
 */
export function routeDrag(
  before: Routes,
  links: readonly LabelledLink[],
  cards: Cards,
  moving: ReadonlySet<string>,
): (now: Cards) => Routes {
  const plane = new Plane([...cards].filter(([id]) => !moving.has(id)).map(([, box]) => box));
  const theirs = links.filter((link) => moving.has(link.from) || moving.has(link.to));
  const sides = new Map<string, Sides>();
  let routes = new Map(before);
  for (const { id } of theirs) routes.delete(id);
  for (const [id, { points, start, end, label }] of routes) {
    plane.draw(id, points, label?.box);
    sides.set(id, { out: start.side, in: end.side, oddness: 0 });
  }
  return (now) => {
    const boxes = [...moving].flatMap((id) => now.get(id) ?? []);
    plane.put(boxes);
    for (const [id, side] of sidesOf(theirs, now, plane)) sides.set(id, side);
    const ends = placeEnds(links, now, sides);
    routes = new Map(routes);
    for (const link of links) {
      const [route, own] = [routes.get(link.id), ends.get(link.id)];
      if (!route || !own || !same(route.start, own.start) || !same(route.end, own.end)) {
        redraw(link, now, ends, plane, routes);
      }
    }
    plane.take(boxes);
    return routes;
  };
}

const same = (a: End, b: End): boolean => a.x === b.x && a.y === b.y && a.side === b.side;

function sidesOf(links: readonly Link[], cards: Cards, plane: Plane): Map<string, Sides> {
  const sides = new Map<string, Sides>();
  for (const link of links) {
    const [from, to] = [cards.get(link.from), cards.get(link.to)];
    if (from && to) sides.set(link.id, bestSides(link, from, to, plane));
  }
  return sides;
}

/** The pair of sides whose best line is cheapest, most of all in not running through cards. */
function bestSides(link: Link, from: Box, to: Box, plane: Plane): Sides {
  const options = sideOptions(from, to);
  let [best] = options;
  if (options.length === 1) return best;
  const cards = new Map([
    [link.from, from],
    [link.to, to],
  ]);
  let least = Infinity;
  for (const option of options) {
    const ends = placeEnds([link], cards, new Map([[link.id, option]])).get(link.id);
    if (!ends) continue;
    const cost = option.oddness + Math.min(...candidates(ends, [from, to], plane).map((candidate) => candidate.cost));
    if (cost < least) [best, least] = [option, cost];
  }
  return best;
}

const nearby = ({ start, end }: Ends, plane: Plane): Box[] => plane.cardsNear(grown(span(start, end), 160));

interface Candidate {
  points: readonly Point[];
  cost: number;
}

function redraw(
  link: LabelledLink,
  cards: Cards,
  ends: ReadonlyMap<string, Ends>,
  plane: Plane,
  routes: Map<string, Route>,
): void {
  plane.erase(link.id);
  const [from, to, own] = [cards.get(link.from), cards.get(link.to), ends.get(link.id)];
  if (!from || !to || !own) return;
  let best: (Candidate & { label: LabelPlace | undefined }) | undefined;
  for (const { points, cost } of candidates(own, [from, to], plane)) {
    if (best && cost >= best.cost) break;
    const label = placeLabel(plane, points, link.labelWidth, best ? best.cost - cost : Infinity);
    if (!best || cost + label.cost < best.cost) best = { points, label: label.place, cost: cost + label.cost };
  }
  if (!best) return;
  const { points, label } = best;
  plane.draw(link.id, points, label?.box);
  routes.set(link.id, { path: roundedPath(points), points, start: own.start, end: own.end, label });
}

/** Every shape with its cost, the cheapest first. */
function candidates(ends: Ends, ownCards: readonly Box[], plane: Plane): Candidate[] {
  const near = nearby(ends, plane);
  const priced = (shapes: readonly (readonly Point[])[]): Candidate[] =>
    shapes.map((shape) => {
      const points = straightened(shape);
      return { points, cost: plane.costOf(points, ownCards) };
    });
  const plain = priced(shapesBetween(ends.start, ends.end, near));
  const blocked = plain.every(({ cost }) => cost >= throughCard);
  const all = blocked ? [...plain, ...priced(detoursBetween(ends.start, ends.end, near))] : plain;
  return all.toSorted((a, b) => a.cost - b.cost);
}
