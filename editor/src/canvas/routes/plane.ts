/** What lies on the canvas so far, and what it costs a line or a label to be somewhere among it. */
import { type Bucketed, Buckets } from './buckets.ts';
import { type Box, grown, legs, meet, type Point, span } from './geometry.ts';

type Card = Bucketed;
interface Part extends Bucketed {
  link: string;
}

/** Costs in pixels of detour: how much longer a line may become to avoid it. */
export const throughCard = 4000;
const costs = { bend: 24, crossing: 60, onLine: 240, besideLine: 60, underLabel: 45 };
const tooNear = 8;
/** How much room a line leaves to a card, and a label to cards and other labels. */
const roomAtCard = 8;
const roomAtLabel = { card: 5, label: 3 };

export class Plane {
  readonly #cards = new Buckets<Card>();
  readonly #legs = new Buckets<Part>();
  readonly #labels = new Buckets<Part>();
  readonly #drawn = new Map<string, { legs: Part[]; label: Part | undefined }>();

  constructor(cards: Iterable<Box>) {
    this.put(cards);
  }

  put(cards: Iterable<Box>): void {
    for (const box of cards) this.#cards.add({ box, seen: 0 });
  }

  /** @param cards the very boxes that were put. */
  take(cards: Iterable<Box>): void {
    const gone = new Set(cards);
    for (const box of gone) for (const card of this.#cards.near(box)) if (gone.has(card.box)) this.#cards.remove(card);
  }

  draw(link: string, points: readonly Point[], labelBox: Box | undefined): void {
    const drawn = {
      legs: legs(points).map(([a, b]) => ({ link, box: span(a, b), seen: 0 })),
      label: labelBox && { link, box: labelBox, seen: 0 },
    };
    for (const leg of drawn.legs) this.#legs.add(leg);
    if (drawn.label) this.#labels.add(drawn.label);
    this.#drawn.set(link, drawn);
  }

  erase(link: string): void {
    const drawn = this.#drawn.get(link);
    for (const leg of drawn?.legs ?? []) this.#legs.remove(leg);
    if (drawn?.label) this.#labels.remove(drawn.label);
    this.#drawn.delete(link);
  }

  /** Puts a line's label elsewhere, or takes it away. */
  relabel(link: string, labelBox: Box | undefined): void {
    const drawn = this.#drawn.get(link);
    if (!drawn) return;
    if (drawn.label) this.#labels.remove(drawn.label);
    drawn.label = labelBox && { link, box: labelBox, seen: 0 };
    if (drawn.label) this.#labels.add(drawn.label);
  }

  cardsNear(box: Box): Box[] {
    return [...this.#cards.near(box)].map((card) => card.box);
  }

  /** The links that run, or whose labels stand, within a box. */
  linksAt(box: Box): Set<string> {
    const found = new Set<string>();
    for (const leg of this.#legs.near(box)) if (meet(thick(leg.box), box)) found.add(leg.link);
    for (const label of this.#labels.near(box)) if (meet(label.box, box)) found.add(label.link);
    return found;
  }

  /**
   * What a line costs by itself: length, bends and cards in the way.
   * @param ends the cards that the line belongs to, which it touches at its ends.
   */
  ownCost(points: readonly Point[], ends: readonly Box[]): number {
    const parts = legs(points);
    let cost = Math.max(0, parts.length - 1) * costs.bend;
    for (const [a, b] of parts) {
      const leg = span(a, b);
      cost += leg.width + leg.height;
      const line = thick(leg);
      for (const { box } of this.#cards.near(grown(leg, roomAtCard))) {
        if (meet(ends.includes(box) ? grown(box, -1) : grown(box, roomAtCard), line)) cost += throughCard;
      }
    }
    return cost;
  }

  /** What it costs among the others: crossing them, running along them, and running under labels. @param enough more need not be known. */
  costAmong(points: readonly Point[], enough = Infinity): number {
    let cost = 0;
    for (const [a, b] of legs(points)) {
      const leg = span(a, b);
      const around = grown(leg, tooNear);
      for (const other of this.#legs.near(around)) if (meet(other.box, around)) cost += meeting(leg, other.box);
      for (const label of this.#labels.near(leg)) if (meet(thick(leg), label.box)) cost += costs.underLabel;
      if (cost >= enough) return cost;
    }
    return cost;
  }

  /** Whether a label may stand there at all. */
  isFree(box: Box): boolean {
    return this.isFreeOfCards(box) && this.labelsAt(box).length === 0;
  }

  isFreeOfCards(box: Box): boolean {
    const around = grown(box, roomAtLabel.card);
    for (const card of this.#cards.near(around)) if (meet(card.box, around)) return false;
    return true;
  }

  /** The links whose labels are too near for another one to stand there. */
  labelsAt(box: Box): string[] {
    const around = grown(box, roomAtLabel.label);
    const found: string[] = [];
    for (const label of this.#labels.near(around)) if (meet(label.box, around)) found.push(label.link);
    return found;
  }

  /** How many lines a label would cover. */
  covered(box: Box): number {
    let count = 0;
    for (const leg of this.#legs.near(box)) if (meet(thick(leg.box), box)) count++;
    return count;
  }
}

const isLevel = (leg: Box): boolean => leg.height === 0;

/** A segment has no area: a pixel of width makes it meet what it crosses. */
const thick = (leg: Box): Box => grown(leg, 0.5);

function meeting(a: Box, b: Box): number {
  if (isLevel(a) !== isLevel(b)) return meet(thick(a), thick(b)) ? costs.crossing : 0;
  const [distance, shared] = isLevel(a)
    ? [Math.abs(a.y - b.y), Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)]
    : [Math.abs(a.x - b.x), Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)];
  if (shared <= 0 || distance >= tooNear) return 0;
  return distance < 3 ? costs.onLine + shared : costs.besideLine;
}
