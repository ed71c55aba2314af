/** Alignment with other cards while something is dragged: the nearest of their edges and middles draws it to itself. */
import type { Position } from '@baton/shared/graph';
import { bottom, type Box, boundsOf, right } from './routes/geometry.ts';

/** A line on the canvas to which what is dragged is aligned. */
export interface Guide {
  axis: 'x' | 'y';
  at: number;
  from: number;
  to: number;
}

export interface Aligned {
  /** How much farther everything goes than the pointer says. */
  by: Position;
  guides: Guide[];
}

const linesOf = {
  x: (box: Box): number[] => [box.x, box.x + box.width / 2, right(box)],
  y: (box: Box): number[] => [box.y, box.y + box.height / 2, bottom(box)],
};

/** @param moving what is dragged, where the pointer has it. @param reach how near is near enough, in canvas units. */
export function align(moving: readonly Box[], others: readonly Box[], reach: number): Aligned {
  const whole = boundsOf(moving);
  if (!whole) return { by: { x: 0, y: 0 }, guides: [] };
  const x = nearest('x', whole, others, reach);
  const y = nearest('y', whole, others, reach);
  const by = { x: x ?? 0, y: y ?? 0 };
  const there = { ...whole, x: whole.x + by.x, y: whole.y + by.y };
  return {
    by,
    guides: [
      ...(x === undefined ? [] : guidesOn('x', there, others)),
      ...(y === undefined ? [] : guidesOn('y', there, others)),
    ],
  };
}

function nearest(axis: 'x' | 'y', box: Box, others: readonly Box[], reach: number): number | undefined {
  let best: number | undefined;
  const own = linesOf[axis](box);
  for (const other of others) {
    for (const line of linesOf[axis](other)) {
      for (const mine of own) {
        const by = line - mine;
        if (Math.abs(by) <= reach && Math.abs(by) < Math.abs(best ?? Infinity)) best = by;
      }
    }
  }
  return best;
}

/** Every line that fits now, from the first to the last card that lies on it; middles only where no edges fit. */
function guidesOn(axis: 'x' | 'y', box: Box, others: readonly Box[]): Guide[] {
  const lines = new Map<number, Box[]>();
  const own = new Set(linesOf[axis](box).map(Math.round));
  for (const other of others) {
    for (const line of linesOf[axis](other).map(Math.round)) {
      if (!own.has(line)) continue;
      const on = lines.get(line);
      if (on) on.push(other);
      else lines.set(line, [box, other]);
    }
  }
  const middle = Math.round(linesOf[axis](box)[1] ?? Number.NaN);
  if (lines.size > 1) lines.delete(middle);
  return [...lines].map(([at, on]) => {
    const span = boundsOf(on) ?? box;
    return axis === 'x' ? { axis, at, from: span.y, to: bottom(span) } : { axis, at, from: span.x, to: right(span) };
  });
}
