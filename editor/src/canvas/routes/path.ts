/** A line of straight legs as an SVG path with rounded corners. */
import type { Point } from './geometry.ts';

const radius = 10;

export function roundedPath(points: readonly Point[]): string {
  const [start] = points;
  if (!start) return '';
  const steps = [`M${at(start)}`];
  for (let index = 1; index < points.length; index++) {
    const [before, corner, after] = [points[index - 1], points[index], points[index + 1]];
    if (!before || !corner) continue;
    if (!after) {
      steps.push(`L${at(corner)}`);
      continue;
    }
    const bend = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    steps.push(`L${at(towards(corner, before, bend))}`, `Q${at(corner)} ${at(towards(corner, after, bend))}`);
  }
  return steps.join('');
}

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}
