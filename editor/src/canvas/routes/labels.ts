/** Where a handoff's label stands on its line: whole if it can, shortened or as its icon alone if it must, never on a card or another label. */
import { labelHeight } from '../sizes.ts';
import { type Box, boxAround, legs, type Point } from './geometry.ts';
import type { Plane } from './plane.ts';

export interface LabelPlace {
  box: Box;
  /** What is shown: all the words, as many as fit, or the trigger's icon. */
  size: 'whole' | 'short' | 'icon';
}

export interface Placed {
  /** Undefined where there is no room at all: then the label shows on hover. */
  place: LabelPlace | undefined;
  cost: number;
}

const shortWidth = 112;
const iconWidth = 26;

const costs = { short: 140, icon: 300, none: 900, covers: 45, upright: 24, widerThanLeg: 30 };
/** What stays visible of the line at its start, and at its end with the arrow head. */
const [startRoom, endRoom] = [8, 16];
const stepWidth = { level: 16, upright: 8 };
/** A long leg is not tried at more places than this to each side of its middle. */
const mostSteps = 12;

/** @param width of the label with all its words. @param enough stops looking: a higher cost is of no use to the caller. */
export function placeLabel(plane: Plane, points: readonly Point[], width: number, enough = Infinity): Placed {
  let best: Placed = { place: undefined, cost: costs.none };
  const sizes: [LabelPlace['size'], number, number][] = [['whole', width, 0]];
  if (width > shortWidth) sizes.push(['short', shortWidth, costs.short]);
  sizes.push(['icon', iconWidth, costs.icon]);
  for (const [size, wide, base] of sizes) {
    if (base >= best.cost || base >= enough) break;
    for (const spot of spotsOn(points, wide)) {
      const least = base + spot.cost;
      if (least >= best.cost || least >= enough) continue;
      const box = boxAround(spot.center, wide, labelHeight);
      if (!plane.isFree(box)) continue;
      const cost = least + plane.covered(box) * costs.covers;
      if (cost < best.cost) best = { place: { box, size }, cost };
    }
  }
  return best;
}

interface Spot {
  center: Point;
  cost: number;
}

/** Places along the line, each with what is amiss with it; nearest the middle of a leg first. */
function spotsOn(points: readonly Point[], width: number): Spot[] {
  const parts = legs(points);
  return parts.flatMap(([a, b], index) => {
    const level = a.y === b.y;
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    const half = (level ? width : labelHeight) / 2;
    const from = half + (index === 0 ? startRoom : 4);
    const to = length - half - (index === parts.length - 1 ? endRoom : 4);
    const base = level ? 0 : costs.upright;
    const along = (distance: number): Point => ({
      x: a.x + ((b.x - a.x) * distance) / (length || 1),
      y: a.y + ((b.y - a.y) * distance) / (length || 1),
    });
    const inner = index > 0 && index < parts.length - 1;
    if (to < from) return inner ? [{ center: along(length / 2), cost: base + costs.widerThanLeg }] : [];
    const middle = (from + to) / 2;
    const spots: Spot[] = [{ center: along(middle), cost: base }];
    const step = Math.max(level ? stepWidth.level : stepWidth.upright, (to - from) / 2 / mostSteps);
    for (let off = step; off < (to - from) / 2 + step; off += step) {
      const shift = Math.min(off, (to - from) / 2);
      for (const distance of [middle - shift, middle + shift])
        spots.push({ center: along(distance), cost: base + shift / 12 });
    }
    return spots;
  });
}

/** Every place on the line for a label with all its words, whatever other labels there are. */
export const wholeSpots = (points: readonly Point[], width: number): Box[] =>
  spotsOn(points, width).map(({ center }) => boxAround(center, width, labelHeight));

/** On a curve that no other line makes way for: as near its middle as there is room. @param points along it. */
export function placeOnCurve(plane: Plane, points: readonly Point[], width: number): LabelPlace | undefined {
  const middle = (points.length - 1) / 2;
  const inner = points.slice(1, -1).map((point, index) => ({ point, off: Math.abs(index + 1 - middle) }));
  const spots = inner.toSorted((a, b) => a.off - b.off).map(({ point }) => point);
  const sizes = [
    ['whole', width],
    ['icon', iconWidth],
  ] as const;
  for (const [size, wide] of sizes) {
    for (const point of spots) {
      const box = boxAround(point, wide, labelHeight);
      if (plane.isFree(box)) return { size, box };
    }
  }
  return undefined;
}
