/** Points, boxes and axis-parallel segments in canvas units. */
export interface Point {
  x: number;
  y: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const right = (box: Box): number => box.x + box.width;
export const bottom = (box: Box): number => box.y + box.height;

export const grown = (box: Box, by: number): Box => ({
  x: box.x - by,
  y: box.y - by,
  width: box.width + 2 * by,
  height: box.height + 2 * by,
});

/** Boxes that only touch do not meet. */
export const meet = (a: Box, b: Box): boolean => a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);

/** The box of a segment; one of its sides is 0. */
export const span = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

export const boxAround = (center: Point, width: number, height: number): Box => ({
  x: center.x - width / 2,
  y: center.y - height / 2,
  width,
  height,
});

export function boundsOf(boxes: Iterable<Box>): Box | undefined {
  let [left, top, far, low] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    far = Math.max(far, right(box));
    low = Math.max(low, bottom(box));
  }
  return left === Infinity ? undefined : { x: left, y: top, width: far - left, height: low - top };
}

/** The segments of a line, one after the other. */
export function legs(points: readonly Point[]): [Point, Point][] {
  const pairs: [Point, Point][] = [];
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1];
    const b = points[index];
    if (a && b) pairs.push([a, b]);
  }
  return pairs;
}

/** Leaves out points that repeat or lie on the way between their neighbours. */
export function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last?.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    if (last && before && onOneLine(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

const onOneLine = (a: Point, b: Point, c: Point): boolean =>
  (a.x === b.x && b.x === c.x && b.y - a.y > 0 === c.y - b.y > 0) ||
  (a.y === b.y && b.y === c.y && b.x - a.x > 0 === c.x - b.x > 0);
