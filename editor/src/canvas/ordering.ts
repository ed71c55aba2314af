/** Aligning and distributing what is selected: positions in, positions out. */
import type { Position } from '@baton/shared/graph';
import { bottom, type Box, right } from './routes/geometry.ts';

export type Edge = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';
type Boxes = ReadonlyMap<string, Box>;
type Places = Map<string, Position>;

const least = (values: readonly number[]): number => Math.min(...values);
const most = (values: readonly number[]): number => Math.max(...values);

/** Where all stand when they share an edge or a middle. */
const shared: Record<Edge, (boxes: readonly Box[]) => (box: Box) => Position> = {
  left: (all) => (box) => ({ x: least(all.map(({ x }) => x)), y: box.y }),
  right: (all) => (box) => ({ x: most(all.map(right)) - box.width, y: box.y }),
  center: (all) => (box) => ({ x: (least(all.map(({ x }) => x)) + most(all.map(right)) - box.width) / 2, y: box.y }),
  top: (all) => (box) => ({ x: box.x, y: least(all.map(({ y }) => y)) }),
  bottom: (all) => (box) => ({ x: box.x, y: most(all.map(bottom)) - box.height }),
  middle: (all) => (box) => ({ x: box.x, y: (least(all.map(({ y }) => y)) + most(all.map(bottom)) - box.height) / 2 }),
};

export function aligned(boxes: Boxes, edge: Edge): Places {
  const place = shared[edge]([...boxes.values()]);
  return new Map([...boxes].map(([id, box]) => [id, place(box)]));
}

/** The same room between each and the next; the outermost stay. */
export function distributed(boxes: Boxes, axis: 'x' | 'y'): Places {
  const [end, size] = axis === 'x' ? [right, 'width' as const] : [bottom, 'height' as const];
  const order = [...boxes].toSorted(([, a], [, b]) => a[axis] - b[axis]);
  const all = order.map(([, box]) => box);
  const whole = most(all.map(end)) - least(all.map((box) => box[axis]));
  const room = (whole - all.reduce((sum, box) => sum + box[size], 0)) / Math.max(1, order.length - 1);
  let next = least(all.map((box) => box[axis]));
  return new Map(
    order.map(([id, box]) => {
      const at = { x: box.x, y: box.y, [axis]: next };
      next += box[size] + room;
      return [id, at];
    }),
  );
}
