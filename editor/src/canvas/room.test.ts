import type { Graph, Handoff, Position } from '@baton/shared/graph';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOf } from './places.ts';
import { clearPlace, roomFor } from './room.ts';
import { meet } from './routes/geometry.ts';
import { routeAll } from './routes/router.ts';
import { cardHeight, cardWidth } from './sizes.ts';
import { labelWidth } from './words.ts';

const row = (...at: Position[]): Graph => ({
  format: 'baton/1',
  id: 'row',
  entry: 'n0',
  nodes: at.map((position, index) => ({ id: `n${index}`, kind: 'agent', position })),
  handoffs: at.slice(1).map((_, index) => ({ id: `h${index}`, from: `n${index}`, to: `n${index + 1}` })),
});
const first: Handoff = { id: 'h0', from: 'n0', to: 'n1', label: 'Next' };
const box = ({ x, y }: Position) => ({ x, y, width: cardWidth, height: cardHeight });

test('where there is room, nothing moves', () => {
  const graph = row({ x: 0, y: 0 }, { x: 800, y: 0 });
  expect(roomFor(graph, first, { x: 400, y: 0 })).toEqual({ at: { x: 400, y: 0 }, moved: new Map() });
});

test('what comes after makes room, and keeps its distances', () => {
  const graph = row({ x: 0, y: 0 }, { x: 400, y: 0 }, { x: 800, y: 200 });
  const { at, moved } = roomFor(graph, first, { x: 200, y: 0 });
  expect(at.x).toBeGreaterThan(cardWidth + labelWidth('Next'));
  expect(at.y).toBe(0);
  const [receiver, next] = [moved.get('n1'), moved.get('n2')];
  expect(receiver?.x).toBeGreaterThan(at.x + cardWidth + 100);
  expect(next).toEqual({ x: (receiver?.x ?? 0) + 400, y: 200 });
});

test('what the words fit between is not moved apart', () => {
  const graph = row({ x: 0, y: 0 }, { x: 1000, y: 0 });
  const long: Handoff = { ...first, label: 'A label that is rather long' };
  expect(roomFor(graph, long, { x: 320, y: 0 }).at.x).toBeGreaterThan(cardWidth + labelWidth(long.label ?? ''));
  expect(roomFor(graph, first, { x: 400, y: 0 }).at.x).toBe(400);
});

test('nothing moves for a node that stands between the rows', () => {
  const graph = row({ x: 0, y: 0 }, { x: 400, y: 320 });
  expect(roomFor(graph, first, { x: 200, y: 160 }).moved.size).toBe(0);
});

test('what leads back stays, and so does what the way comes from', () => {
  const graph = row({ x: 0, y: 0 }, { x: 400, y: 0 });
  graph.handoffs?.push({ id: 'back', from: 'n1', to: 'n0' });
  expect([...roomFor(graph, first, { x: 200, y: 0 }).moved.keys()]).toEqual(['n1']);
  expect(roomFor(graph, { id: 'back', from: 'n1', to: 'n0' }, { x: 200, y: 300 })).toEqual({
    at: { x: 200, y: 300 },
    moved: new Map(),
  });
});

test('it never covers another card', () => {
  const place = fc.record({ x: fc.integer({ min: 0, max: 1200 }), y: fc.integer({ min: 0, max: 600 }) });
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 6 }), place, (at, wanted) => {
      const graph = row(...at);
      const room = roomFor(graph, first, wanted);
      for (const [id, other] of new Map([...placesOf(graph), ...room.moved]))
        if (!room.moved.has(id)) expect(meet(box(room.at), box(other))).toBe(false);
    }),
  );
});

test('what is new covers no card, and stays where it was wanted where none is', () => {
  const spot = fc.record({ x: fc.integer({ min: -400, max: 400 }), y: fc.integer({ min: -400, max: 400 }) });
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 6 }), spot, (cards, wanted) => {
      const at = clearPlace(row(...cards), wanted);
      const covers = (place: Position): boolean => cards.some((card) => meet(box(place), box(card)));
      expect(covers(at)).toBe(false);
      if (!covers(wanted)) expect(at).toEqual(wanted);
    }),
  );
});

test('what is new below another has the words of a handoff to it between them', () => {
  const between = (card: Position, below: Position): string | undefined => {
    const link = { id: 'h', from: 'a', to: 'b', labelWidth: labelWidth('always') };
    const { routes } = routeAll(
      [link],
      new Map([
        ['a', box(card)],
        ['b', box(below)],
      ]),
    );
    const route = routes.get('h');
    return route?.start.side === 'bottom' && route.end.side === 'top' ? route.label?.size : undefined;
  };
  const card = { x: 0, y: 0 };
  const shift = fc.record({ x: fc.integer({ min: -239, max: 239 }), y: fc.integer({ min: -95, max: 95 }) });
  fc.assert(
    fc.property(shift, (wanted) => {
      expect(between(card, clearPlace(row(card), wanted))).toBe('whole');
    }),
  );
});
