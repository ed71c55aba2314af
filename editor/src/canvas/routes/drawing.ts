/**
 * The drawing of one graph's handoffs, kept from edit to edit. A small graph is routed as a whole, so that the same
 * document always gives the same picture. In a large one an edit touches only the lines that it concerns, and when it is
 * opened all lines are curves at first, which are refined, those in sight before the others, when there is time.
 */
import { curveBetween } from './curve.ts';
import { type Ends, placeEnds } from './ends.ts';
import { type Box, boundsOf, grown, meet } from './geometry.ts';
import { placeOnCurve } from './labels.ts';
import { chooseSides, endsOf, placeAround } from './mending.ts';
import { Plane } from './plane.ts';
import type { Cards, LabelledLink, Route, Routes } from './route.ts';
import { redraw, routeAll } from './router.ts';
import type { Sides } from './sides.ts';

/** Up to so many handoffs all of them are routed anew with every edit; it takes a few milliseconds. */
const few = 60;
/** More lines than this are not chosen with care in one go. */
const atOnce = 40;
/** A handoff between nodes this far apart stays a curve: with bends it would run along a hundred others. */
const far = 3200;

export class Drawing {
  #cards: Cards = new Map();
  #links: readonly LabelledLink[] = [];
  #byId = new Map<string, LabelledLink>();
  #byNode = new Map<string, LabelledLink[]>();
  #sides = new Map<string, Sides>();
  #ends = new Map<string, Ends>();
  #routes: Routes = new Map();
  #plane: Plane | undefined;
  /** Links whose curve is still to be refined. */
  #rough = new Set<string>();

  get isRough(): boolean {
    return this.#rough.size > 0;
  }

  /** @returns the routes for where the cards are; a route that did not change keeps its identity. */
  update(cards: Cards, links: readonly LabelledLink[]): Routes {
    const before = { cards: this.#cards, byId: this.#byId };
    this.#take(cards, links);
    if (links.length <= few) return this.#whole();
    const moved = movedCards(before.cards, cards);
    const changed = links.filter((link) => before.byId.get(link.id) !== link);
    if (moved.length + changed.length > (cards.size + links.length) / 4) return this.#sketch();
    const gone = [...before.byId.values()].filter(({ id }) => !this.#byId.has(id));
    return this.#mend(before.cards, moved, changed, gone);
  }

  /**
   * Follows cards that are dragged: their handoffs get new lines at every step, everything else stays where it is.
   * @returns what gives the routes for where the cards are now.
   */
  drag(moving: ReadonlySet<string>): (now: Cards) => Routes {
    const plane = this.#planeOfRoutes();
    plane.take([...moving].flatMap((id) => this.#cards.get(id) ?? []));
    const theirs = this.#linksOf(moving);
    const near = endsOf(theirs, moving);
    const around = this.#linksOf(near);
    const sides = new Map(this.#sides);
    const ends = new Map(this.#ends);
    for (const { id } of theirs) plane.erase(id);
    // The plane is now the drag's; the drop draws on one of its own.
    this.#plane = undefined;
    return (now) => {
      const boxes = [...moving].flatMap((id) => now.get(id) ?? []);
      plane.put(boxes);
      for (const link of theirs) chooseSides(link, now, theirs.length <= atOnce ? plane : undefined, sides);
      const dirty = placeAround(around, near, now, sides, ends);
      const routes = new Map(this.#routes);
      this.#draw(dirty, { cards: now, ends, plane, routes });
      this.#routes = routes;
      plane.take(boxes);
      return routes;
    };
  }

  /**
   * Chooses lines with bends for some of what is still a curve, those within `view` first.
   * @param until tells when the time is up. @returns the routes when some have changed.
   */
  refine(view: Box, until: () => boolean): Routes | undefined {
    if (this.#rough.size === 0) return undefined;
    const inView = [...this.#rough].filter((id) => meet(view, boundsOf([boxOf(this.#ends.get(id))]) ?? view));
    const routes = new Map(this.#routes);
    const plane = this.#planeOfRoutes();
    for (const id of [...inView, ...this.#rough]) {
      const link = this.#byId.get(id);
      if (!this.#rough.delete(id) || !link) continue;
      this.#drawOne(link, { cards: this.#cards, ends: this.#ends, plane, routes });
      if (until()) break;
    }
    this.#routes = routes;
    return routes;
  }

  #take(cards: Cards, links: readonly LabelledLink[]): void {
    this.#cards = cards;
    if (links === this.#links) return;
    this.#links = links;
    this.#byId = new Map(links.map((link) => [link.id, link]));
    this.#byNode = new Map();
    for (const link of links) {
      for (const node of new Set([link.from, link.to])) {
        const list = this.#byNode.get(node);
        if (list) list.push(link);
        else this.#byNode.set(node, [link]);
      }
    }
  }

  #linksOf(nodes: Iterable<string>): LabelledLink[] {
    return [...new Set([...nodes].flatMap((node) => this.#byNode.get(node) ?? []))];
  }

  #whole(): Routes {
    const { routes, ends, sides } = routeAll(this.#links, this.#cards);
    this.#routes = keeping(this.#routes, routes);
    this.#ends = ends;
    this.#sides = sides;
    this.#plane = undefined;
    this.#rough.clear();
    return this.#routes;
  }

  #sketch(): Routes {
    this.#sides = new Map();
    for (const link of this.#links) chooseSides(link, this.#cards, undefined, this.#sides);
    this.#ends = placeEnds(this.#links, this.#cards, this.#sides);
    this.#plane = undefined;
    const routes = new Map<string, Route>();
    for (const { id } of this.#links) {
      const ends = this.#ends.get(id);
      if (ends) routes.set(id, { ...curveBetween(ends), ...ends, label: undefined });
    }
    this.#rough = new Set(routes.keys());
    this.#routes = routes;
    return routes;
  }

  #mend(
    before: Cards,
    moved: readonly string[],
    changed: readonly LabelledLink[],
    gone: readonly LabelledLink[],
  ): Routes {
    const plane = this.#planeOfRoutes(before);
    const boxes = moved.flatMap((id) => this.#cards.get(id) ?? []);
    plane.take(moved.flatMap((id) => before.get(id) ?? []));
    plane.put(boxes);
    const routes = new Map(this.#routes);
    for (const { id } of gone) {
      plane.erase(id);
      for (const map of [routes, this.#ends, this.#sides]) map.delete(id);
      this.#rough.delete(id);
    }
    const theirs = new Set([...changed, ...this.#linksOf(moved)]);
    const careful = theirs.size <= atOnce ? plane : undefined;
    for (const link of theirs) chooseSides(link, this.#cards, careful, this.#sides);
    const near = endsOf([...theirs, ...gone], moved);
    const shifted = placeAround(this.#linksOf(near), near, this.#cards, this.#sides, this.#ends);
    const covered = boxes.flatMap((box) => [...plane.linksAt(grown(box, 6))]).flatMap((id) => this.#byId.get(id) ?? []);
    const dirty = [...new Set([...theirs, ...shifted, ...covered])];
    this.#draw(dirty, { cards: this.#cards, ends: this.#ends, plane, routes });
    this.#routes = routes;
    return routes;
  }

  /** A few lines are chosen with care, of many each gets a curve that is refined later. */
  #draw(links: readonly LabelledLink[], on: Sheet): void {
    if (links.length <= atOnce) {
      for (const link of links) this.#drawOne(link, on);
      return;
    }
    for (const { id } of links) {
      const ends = on.ends.get(id);
      on.plane.erase(id);
      if (ends) on.routes.set(id, { ...curveBetween(ends), ...ends, label: undefined });
      else on.routes.delete(id);
      this.#rough.add(id);
    }
  }

  #drawOne(link: LabelledLink, { cards, ends, plane, routes }: Sheet): void {
    this.#rough.delete(link.id);
    const own = ends.get(link.id);
    if (!own || !isFar(own)) return redraw(link, cards, ends, plane, routes);
    plane.erase(link.id);
    const curve = curveBetween(own);
    const label = placeOnCurve(plane, curve.points, link.labelWidth);
    routes.set(link.id, { ...curve, ...own, label });
    plane.draw(link.id, [], label?.box);
  }

  /** What lies on the canvas as it is drawn now; curves let everything lie on them. */
  #planeOfRoutes(cards = this.#cards): Plane {
    if (this.#plane) return this.#plane;
    const plane = new Plane(cards.values());
    for (const [id, { points, label, start, end }] of this.#routes) {
      if (!this.#rough.has(id)) plane.draw(id, isFar({ start, end }) ? [] : points, label?.box);
    }
    this.#plane = plane;
    return plane;
  }
}

/** What lines are drawn on. */
interface Sheet {
  cards: Cards;
  ends: ReadonlyMap<string, Ends>;
  plane: Plane;
  routes: Map<string, Route>;
}

const isFar = ({ start, end }: Ends): boolean => Math.abs(start.x - end.x) + Math.abs(start.y - end.y) > far;

const boxOf = (ends: Ends | undefined): Box => ({
  x: Math.min(ends?.start.x ?? 0, ends?.end.x ?? 0),
  y: Math.min(ends?.start.y ?? 0, ends?.end.y ?? 0),
  width: Math.abs((ends?.start.x ?? 0) - (ends?.end.x ?? 0)) + 1,
  height: Math.abs((ends?.start.y ?? 0) - (ends?.end.y ?? 0)) + 1,
});

function movedCards(before: Cards, after: Cards): string[] {
  const moved = [...before.keys()].filter((id) => !after.has(id));
  for (const [id, box] of after) {
    const was = before.get(id);
    if (was?.x !== box.x || was.y !== box.y) moved.push(id);
  }
  return moved;
}

/** What did not change keeps its identity, so that its line is not drawn again. */
function keeping(before: Routes, after: Routes): Routes {
  return new Map([...after].map(([id, route]) => [id, sameRoute(before.get(id), route) ?? route]));
}

function sameRoute(before: Route | undefined, after: Route): Route | undefined {
  if (before?.path !== after.path || before.label?.size !== after.label?.size) return undefined;
  const [a, b] = [before.label?.box, after.label?.box];
  return a?.x === b?.x && a?.y === b?.y && a?.width === b?.width ? before : undefined;
}
