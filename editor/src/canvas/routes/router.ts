/**
 * Works out every handoff's line and label from where the cards are. Nothing is measured on the page, so the same
 * document always gives the same picture.
 */
import { type Ends, type Link, placeEnds } from './ends.ts';
import { makeRoom } from './crowding.ts';
import { type Box, grown, type Point, span, straightened } from './geometry.ts';
import { placeLabel, type LabelPlace } from './labels.ts';
import { roundedPath } from './path.ts';
import { Plane, throughCard } from './plane.ts';
import type { Cards, LabelledLink, Route, Routes } from './route.ts';
import { detoursBetween, shapesBetween } from './shapes.ts';
import { sideOptions, type Sides } from './sides.ts';

export interface Whole {
  routes: Routes;
  ends: Map<string, Ends>;
  sides: Map<string, Sides>;
}

/** The whole picture: each line is chosen among the others, twice, so that the first ones know of the last ones too. */
export function routeAll(links: readonly LabelledLink[], cards: Cards): Whole {
  const plane = new Plane(cards.values());
  const sides = sidesOf(links, cards, plane);
  const ends = placeEnds(links, cards, sides);
  const routes = new Map<string, Route>();
  const order = links.toSorted((a, b) => reach(ends.get(a.id)) - reach(ends.get(b.id)));
  for (let round = 0; round < 2; round++) {
    for (const link of order) redraw(link, cards, ends, plane, routes);
  }
  makeRoom(links, plane, routes);
  return { routes, ends, sides };
}

const reach = (ends: Ends | undefined): number =>
  ends ? Math.abs(ends.start.x - ends.end.x) + Math.abs(ends.start.y - ends.end.y) : 0;

/** From which side to which each handoff goes, chosen by itself. */
export function sidesOf(links: readonly Link[], cards: Cards, plane: Plane): Map<string, Sides> {
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
    for (const { points, own } of candidates(ends, [from, to], plane)) {
      const rest = least - option.oddness - own;
      if (rest <= 0) break;
      const among = plane.costAmong(points, rest);
      if (among < rest) [best, least] = [option, option.oddness + own + among];
    }
  }
  return best;
}

const nearby = ({ start, end }: Ends, plane: Plane): Box[] => plane.cardsNear(grown(span(start, end), 160));

interface Candidate {
  points: readonly Point[];
  /** What it costs by itself; what it costs among the other lines is asked only where that can still matter. */
  own: number;
}

/** Chooses a line and a place for its label among everything that lies on the plane, and puts it there. */
export function redraw(
  link: LabelledLink,
  cards: Cards,
  ends: ReadonlyMap<string, Ends>,
  plane: Plane,
  routes: Map<string, Route>,
): void {
  plane.erase(link.id);
  const [from, to, own] = [cards.get(link.from), cards.get(link.to), ends.get(link.id)];
  if (!from || !to || !own) return;
  let best: { points: readonly Point[]; label: LabelPlace | undefined; cost: number } | undefined;
  for (const candidate of candidates(own, [from, to], plane)) {
    const enough = best?.cost ?? Infinity;
    if (candidate.own >= enough) break;
    const cost = candidate.own + plane.costAmong(candidate.points, enough - candidate.own);
    if (cost >= enough) continue;
    const label = placeLabel(plane, candidate.points, link.labelWidth, enough - cost);
    if (cost + label.cost < enough) {
      best = { points: candidate.points, label: label.place, cost: cost + label.cost };
    }
  }
  if (!best) return;
  const { points, label } = best;
  plane.draw(link.id, points, label?.box);
  routes.set(link.id, { path: roundedPath(points), points, start: own.start, end: own.end, label });
}

/** Every shape with what it costs by itself, the cheapest first. */
function candidates(ends: Ends, ownCards: readonly Box[], plane: Plane): Candidate[] {
  const near = nearby(ends, plane);
  const priced = (shapes: readonly (readonly Point[])[]): Candidate[] =>
    shapes.map((shape) => {
      const points = straightened(shape);
      return { points, own: plane.ownCost(points, ownCards) };
    });
  const plain = priced(shapesBetween(ends.start, ends.end, near));
  const blocked = plain.every(({ own }) => own >= throughCard);
  const all = blocked ? [...plain, ...priced(detoursBetween(ends.start, ends.end, near))] : plain;
  return all.toSorted((a, b) => a.own - b.own);
}
