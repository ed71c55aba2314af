/** Where everything is drawn: the routes of the handoffs, from where the cards are now. Each line reads its own by id. */
import { type Graph, type Handoff, handoffsOf, nodesOf, type Position } from '@baton/shared/graph';
import { create } from 'zustand';
import type { Box } from './routes/geometry.ts';
import { Drawing } from './routes/drawing.ts';
import type { LabelledLink, Routes } from './routes/route.ts';
import { cardHeight, cardWidth } from './sizes.ts';
import { labelOf, labelWidth } from './words.ts';

export interface Picture {
  cards: ReadonlyMap<string, Box>;
  links: readonly LabelledLink[];
  routes: Routes;
  /** Nodes that are being dragged. */
  moving: ReadonlySet<string>;
}

export const usePicture = create<Picture>(() => ({
  cards: new Map(),
  links: [],
  routes: new Map(),
  moving: new Set(),
}));

const boxes = new WeakMap<Position, Box>();
function boxAt(position: Position): Box {
  let box = boxes.get(position);
  if (!box) {
    box = { x: position.x, y: position.y, width: cardWidth, height: cardHeight };
    boxes.set(position, box);
  }
  return box;
}

const drawing = new Drawing();

let links = new WeakMap<Handoff, LabelledLink>();
/** A handoff that was edited, but leads where it led and is called what it was, stays the same link. */
function linkOf(handoff: Handoff, before: ReadonlyMap<string, LabelledLink>): LabelledLink {
  const known = links.get(handoff);
  if (known) return known;
  const { id, from, to } = handoff;
  const width = labelWidth(labelOf(handoff));
  const was = before.get(id);
  const same = was?.from === from && was.to === to && was.labelWidth === width;
  const link = same ? was : { id, from, to, labelWidth: width };
  links.set(handoff, link);
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
  const known = new Map(before.links.map((link) => [link.id, link]));
  const now = handoffsOf(graph).map((handoff) => linkOf(handoff, known));
  if (sameList(before.links, now) && sameCards(before.cards, cards)) return;
  usePicture.setState({ cards, links: now, routes: drawing.update(cards, now) });
}

/** @returns what draws the lines anew for where the dragged cards are. */
export function dragPicture(moving: ReadonlySet<string>): (places: ReadonlyMap<string, Position>) => void {
  const { cards } = usePicture.getState();
  usePicture.setState({ moving });
  const drag = drawing.drag(moving);
  return (places) => {
    const now = new Map(cards);
    for (const [id, position] of places) now.set(id, boxAt(position));
    usePicture.setState({ cards: now, routes: drag(now) });
  };
}

/** What was dragged lies where it was dropped. */
export function endDrag(): void {
  usePicture.setState({ moving: nothing });
}
const nothing: ReadonlySet<string> = new Set();

/** Whether lines are still plain curves for want of time. */
export const isRough = (): boolean => drawing.isRough;

/** Chooses some of them with care, those in `view` first. */
export function refinePicture(view: Box, until: () => boolean): void {
  const routes = drawing.refine(view, until);
  if (routes) usePicture.setState({ routes });
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
