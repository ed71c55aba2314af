/** Where everything is drawn: the routes of the handoffs, from where the cards are now. Each line reads its own by id. */
import { type Graph, type Handoff, handoffsOf, nodesOf, type Position } from '@baton/shared/graph';
import { create } from 'zustand';
import type { Box } from './routes/geometry.ts';
import type { LabelledLink, Route, Routes } from './routes/route.ts';
import { routeAll, routeDrag } from './routes/router.ts';
import { cardHeight, cardWidth } from './sizes.ts';
import { labelOf, labelWidth } from './words.ts';

export interface Picture {
  cards: ReadonlyMap<string, Box>;
  links: readonly LabelledLink[];
  routes: Routes;
}

export const usePicture = create<Picture>(() => ({ cards: new Map(), links: [], routes: new Map() }));

const boxes = new WeakMap<Position, Box>();
function boxAt(position: Position): Box {
  let box = boxes.get(position);
  if (!box) {
    box = { x: position.x, y: position.y, width: cardWidth, height: cardHeight };
    boxes.set(position, box);
  }
  return box;
}

let links = new WeakMap<Handoff, LabelledLink>();
function linkOf(handoff: Handoff): LabelledLink {
  let link = links.get(handoff);
  if (!link) {
    link = { id: handoff.id, from: handoff.from, to: handoff.to, labelWidth: labelWidth(labelOf(handoff)) };
    links.set(handoff, link);
  }
  return link;
}

/** Other widths of labels: the font has come. */
export function measureAgain(): void {
  links = new WeakMap();
}

/** @param places where each node stands, the document's or a fallback. */
export function drawPicture(graph: Graph, places: ReadonlyMap<string, Position>): void {
  const before = usePicture.getState();
  const cards = new Map(nodesOf(graph).map((node) => [node.id, boxAt(places.get(node.id) ?? { x: 0, y: 0 })]));
  const now = handoffsOf(graph).map(linkOf);
  if (sameList(before.links, now) && sameCards(before.cards, cards)) return;
  usePicture.setState({ cards, links: now, routes: keeping(before.routes, routeAll(now, cards)) });
}

/** @returns what draws the lines anew for where the dragged cards are. */
export function dragPicture(moving: ReadonlySet<string>): (places: ReadonlyMap<string, Position>) => void {
  const { cards, links: all, routes } = usePicture.getState();
  const drag = routeDrag(routes, all, cards, moving);
  return (places) => {
    const now = new Map(cards);
    for (const [id, position] of places) now.set(id, boxAt(position));
    usePicture.setState(({ routes: before }) => ({ cards: now, routes: keeping(before, drag(now)) }));
  };
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

const sameList = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

function sameCards(a: ReadonlyMap<string, Box>, b: ReadonlyMap<string, Box>): boolean {
  if (a.size !== b.size) return false;
  for (const [id, box] of b) {
    const known = a.get(id);
    if (known?.x !== box.x || known.y !== box.y) return false;
  }
  return true;
}
