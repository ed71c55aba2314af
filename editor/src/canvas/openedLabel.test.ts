import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { opened } from './openedLabel.ts';
import { type Box, boxAround, meet } from './routes/geometry.ts';
import type { Route } from './routes/route.ts';
import { routeAll } from './routes/router.ts';
import { cardHeight, cardWidth } from './sizes.ts';

const labelWidth = 80;

/** The line between a card and one that stands so far beside it or below it. */
function lineOver(room: number, way: 'beside' | 'below'): Route {
  const at = way === 'beside' ? { x: cardWidth + room, y: 0 } : { x: 0, y: cardHeight + room };
  const card = { width: cardWidth, height: cardHeight };
  const cards = new Map<string, Box>([
    ['a', { x: 0, y: 0, ...card }],
    ['b', { ...at, ...card }],
  ]);
  return routeAll([{ id: 'h', from: 'a', to: 'b', labelWidth }], cards).routes.get('h')!;
}

/** What the ends take that can be pulled: a dot at each end of the line, which is nearer to it the shorter the line is. */
function ends({ start, end }: Route): Box[] {
  const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y);
  const share = Math.min(22, length / 3) / length;
  return [share, 1 - share].map((part) =>
    boxAround({ x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part }, 14, 14),
  );
}

const line = fc.record({ room: fc.integer({ min: 56, max: 400 }), way: fc.constantFrom('beside', 'below') });

test('the words are shown whole, and the ends that can be pulled cover none of them', () => {
  fc.assert(
    fc.property(line, ({ room, way }) => {
      const route = lineOver(room, way);
      const { size, box } = opened(route, labelWidth, true);
      expect(size).toBe('whole');
      expect(ends(route).filter((end) => meet(end, box))).toEqual([]);
    }),
  );
});

test('where they are whole and cover no end, they stay where they are', () => {
  const route = lineOver(300, 'beside');
  expect(opened(route, labelWidth, true)).toEqual(route.label);
  expect(opened(lineOver(110, 'beside'), labelWidth, false)).toEqual(lineOver(110, 'beside').label);
});
