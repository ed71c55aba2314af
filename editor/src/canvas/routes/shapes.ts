/** The few shapes that a person would draw from one end to another: straight, with a step, round an obstacle, or round the outside. */
import type { End } from './ends.ts';
import { bottom, type Box, type Point, right } from './geometry.ts';

/** How far a line goes straight on before its first bend, and before its arrow head. */
const stub = 20;
/** How far apart parallel lines are: beside each other, and above each other, where labels stand on them. */
const beside = 14;
const above = 28;
const clear = 20;

type Shape = readonly Point[];
interface Turn {
  transpose: boolean;
  /** Left is right. */
  mirror: boolean;
  /** Top is bottom. */
  flip: boolean;
}
const turn = (transpose: boolean, mirror: boolean, flip = false): Turn => ({ transpose, mirror, flip });

/** Every pair of sides is a forward line, a bow or a corner in one orientation, turned and mirrored. */
const forwards: ReadonlyMap<string, Turn> = new Map([
  ['right left', turn(false, false)],
  ['left right', turn(false, true)],
  ['bottom top', turn(true, false)],
  ['top bottom', turn(true, true)],
]);
const bows: ReadonlyMap<string, Turn> = new Map([
  ['right right', turn(false, false)],
  ['left left', turn(false, true)],
  ['bottom bottom', turn(true, false)],
  ['top top', turn(true, true)],
]);
const corners: ReadonlyMap<string, Turn> = new Map([
  ['right bottom', turn(false, false)],
  ['left bottom', turn(false, true)],
  ['right top', turn(false, false, true)],
  ['left top', turn(false, true, true)],
]);

/** @param near the cards around, which a line should not cross. */
export function shapesBetween(start: End, end: End, near: readonly Box[]): Shape[] {
  const sides = `${start.side} ${end.side}`;
  const [forward, bow, corner] = [forwards.get(sides), bows.get(sides), corners.get(sides)];
  if (forward) return turned(forward, start, end, near, forwardShapes);
  if (bow) return turned(bow, start, end, near, bowShapes);
  if (corner) return turned(corner, start, end, near, cornerShapes);
  return [];
}

/** Ways over and under what is in between, for when every other shape runs through a card. */
export function detoursBetween(start: End, end: End, near: readonly Box[]): Shape[] {
  const forward = forwards.get(`${start.side} ${end.side}`);
  return forward ? turned(forward, start, end, near, detourShapes) : [];
}

interface Tip extends Point {
  rank: number;
}
type Shapes = (start: Tip, end: Tip, near: readonly Box[]) => Generator<Shape>;

function turned(
  { transpose, mirror, flip }: Turn,
  start: End,
  end: End,
  near: readonly Box[],
  shapes: Shapes,
): Shape[] {
  const there = ({ x, y }: Point): Point => {
    const point = transpose ? { x: y, y: x } : { x, y };
    return { x: mirror ? -point.x : point.x, y: flip ? -point.y : point.y };
  };
  const back = ({ x, y }: Point): Point => {
    const point = { x: mirror ? -x : x, y: flip ? -y : y };
    return transpose ? { x: point.y, y: point.x } : point;
  };
  const boxes = near.map((box) => {
    const [a, b] = [there(box), there({ x: right(box), y: bottom(box) })];
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  });
  const tip = (end: End): Tip => ({ ...there(end), rank: end.rank });
  return [...shapes(tip(start), tip(end), boxes)].map((shape) => shape.map(back));
}

/** From left to right: straight, or with one step. */
function* forwardShapes(start: Tip, end: Tip): Generator<Shape> {
  if (start.y === end.y) yield [start, end];
  const [first, last] = [start.x + stub, end.x - stub];
  if (last < first) {
    const x = (start.x + end.x) / 2;
    yield [start, { x, y: start.y }, { x, y: end.y }, end];
    return;
  }
  const stepAt = (x: number): Shape => [start, { x, y: start.y }, { x, y: end.y }, end];
  yield stepAt(Math.round((first + last) / 2));
  for (let slot = 0; slot < 5; slot++) {
    const [early, late] = [first + (start.rank + slot) * beside, last - (end.rank + slot) * beside];
    if (early <= last) yield stepAt(early);
    if (late >= first) yield stepAt(late);
  }
}

function* detourShapes(start: Point, end: Point, near: readonly Box[]): Generator<Shape> {
  const [first, last] = [start.x + stub, end.x - stub];
  for (const y of levelsAround(start, end, near)) {
    for (let slot = 0; slot < 3; slot++) {
      const [a, b] = [first + slot * beside, last - slot * beside];
      if (b >= a) yield [start, { x: a, y: start.y }, { x: a, y }, { x: b, y }, { x: b, y: end.y }, end];
    }
  }
}

function levelsAround(start: Point, end: Point, near: readonly Box[]): number[] {
  const [top, low] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
  const between = near.filter(
    (box) => right(box) > start.x && box.x < end.x && bottom(box) > top - 200 && box.y < low + 200,
  );
  const levels = between.flatMap((box) =>
    [0, 1].flatMap((slot) => [box.y - clear - slot * above, bottom(box) + clear + slot * above]),
  );
  const middle = (start.y + end.y) / 2;
  return [...new Set(levels)].toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle)).slice(0, 16);
}

/** Out to the right, along, and back in from the right. */
function* bowShapes(start: Point, end: Point, near: readonly Box[]): Generator<Shape> {
  const base = Math.max(start.x, end.x) + above;
  const [top, low] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
  const passed = near.filter(
    (box) => bottom(box) > top - clear && box.y < low + clear && right(box) >= base - above - clear,
  );
  const outs = [base, ...passed.map((box) => right(box) + above).filter((out) => out > base)];
  for (const out of [...new Set(outs)].toSorted((a, b) => a - b).slice(0, 6)) {
    for (let slot = 0; slot < 5; slot++) {
      const x = out + slot * above;
      yield [start, { x, y: start.y }, { x, y: end.y }, end];
    }
  }
}

/** Out to the right, down past both cards, along, and in from below. */
function* cornerShapes(start: Point, end: Point): Generator<Shape> {
  const base = { x: Math.max(start.x, end.x) + above, y: Math.max(start.y, end.y) + above };
  for (let slot = 0; slot < 5; slot++) {
    const [x, y] = [base.x + slot * above, base.y + slot * above];
    yield [start, { x, y: start.y }, { x, y }, { x: end.x, y }, end];
  }
}
