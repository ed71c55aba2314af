/** The simplest line that can be followed: one curve. It is drawn at once, where a line with bends would take too long to choose. */
import type { End, Ends } from './ends.ts';
import type { Point } from './geometry.ts';
import type { Side } from './sides.ts';

const normals: Record<Side, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

/** How far a curve goes straight on before it turns. */
const [leastBow, mostBow] = [48, 280];
const samples = 12;

export interface Curve {
  path: string;
  /** Points along it, for a label to stand on. */
  points: readonly Point[];
}

export function curveBetween({ start, end }: Ends): Curve {
  const distance = Math.hypot(end.x - start.x, end.y - start.y);
  const bow = Math.min(mostBow, Math.max(leastBow, distance / 2.5));
  const [a, b] = [out(start, bow), out(end, bow)];
  const points = Array.from({ length: samples + 1 }, (_, index) => at(start, a, b, end, index / samples));
  return { path: `M${start.x} ${start.y}C${a.x} ${a.y} ${b.x} ${b.y} ${end.x} ${end.y}`, points };
}

const out = ({ x, y, side }: End, by: number): Point => ({
  x: Math.round(x + normals[side].x * by),
  y: Math.round(y + normals[side].y * by),
});

function at(start: Point, a: Point, b: Point, end: Point, t: number): Point {
  const s = 1 - t;
  const mix = (p: number, q: number, r: number, e: number): number =>
    Math.round(s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * e);
  return { x: mix(start.x, a.x, b.x, end.x), y: mix(start.y, a.y, b.y, end.y) };
}
