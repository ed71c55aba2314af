/** The part of a drawing that an edit concerns: the sides of its links, and the ends at the cards that they touch. */
import { type End, type Ends, placeEnds } from './ends.ts';
import type { Plane } from './plane.ts';
import type { Cards, LabelledLink } from './route.ts';
import { sidesOf } from './router.ts';
import { sideOptions, type Sides } from './sides.ts';

/** Chooses the sides of one link. @param plane for a choice with care; without one the usual sides are taken. */
export function chooseSides(
  link: LabelledLink,
  cards: Cards,
  plane: Plane | undefined,
  sides: Map<string, Sides>,
): void {
  const [from, to] = [cards.get(link.from), cards.get(link.to)];
  if (!from || !to) return;
  const best = plane ? sidesOf([link], cards, plane).get(link.id) : sideOptions(from, to)[0];
  if (best) sides.set(link.id, best);
}

export const endsOf = (links: readonly LabelledLink[], nodes: Iterable<string>): Set<string> =>
  new Set([...nodes, ...links.flatMap(({ from, to }) => [from, to])]);

/**
 * Places the ends at some nodes anew. @param around all links of those nodes. The ends of these links at other nodes,
 * whose links were not looked at, stay as they are. @returns the links whose ends are other ones now.
 */
export function placeAround(
  around: readonly LabelledLink[],
  nodes: ReadonlySet<string>,
  cards: Cards,
  sides: ReadonlyMap<string, Sides>,
  ends: Map<string, Ends>,
): LabelledLink[] {
  const placed = placeEnds(around, cards, sides);
  return around.filter(({ id, from, to }) => {
    const [was, is] = [ends.get(id), placed.get(id)];
    if (!is) return false;
    const next = {
      start: was && !nodes.has(from) ? was.start : is.start,
      end: was && !nodes.has(to) ? was.end : is.end,
    };
    if (was && sameEnd(was.start, next.start) && sameEnd(was.end, next.end)) return false;
    ends.set(id, next);
    return true;
  });
}

const sameEnd = (a: End, b: End): boolean => a.x === b.x && a.y === b.y && a.side === b.side;
