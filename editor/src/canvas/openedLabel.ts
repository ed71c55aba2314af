/** Where a handoff's words stand while it is looked at: all of them, and not under its ends. */
import { boxAround, grown, meet } from './routes/geometry.ts';
import type { LabelPlace } from './routes/labels.ts';
import type { Route } from './routes/route.ts';

/** In canvas units: how much of the line an end takes that can be pulled elsewhere. */
const roomOfEnd = 32;
/** In canvas units: how far from an upright line words begin that stand beside it. */
const besideLine = 24;

/**
 * Over whatever else is there.
 * @param width that the words need. @param withEnds its ends can be pulled, so on a short line the words make way for
 * them: they stand above a level one and beside an upright one.
 */
export function opened(route: Route, width: number, withEnds: boolean): LabelPlace {
  const middle = route.points[Math.floor(route.points.length / 2)] ?? route.start;
  const box = route.label?.box ?? { x: middle.x, y: middle.y - 10, width: 0, height: 20 };
  const whole = { ...box, x: box.x + (box.width - width) / 2, width };
  const covers =
    withEnds && [route.start, route.end].some((end) => meet(boxAround(end, 1, 1), grown(whole, roomOfEnd)));
  if (!covers) return { size: 'whole', box: whole };
  const upright = route.points.every(({ x }) => x === route.start.x);
  const aside = upright ? { x: route.start.x + besideLine } : { y: whole.y - whole.height };
  return { size: 'whole', box: { ...whole, ...aside } };
}
