import * as fc from 'fast-check';
import { handoffsOf, nodesOf } from '@baton/shared/graph';
import { templates } from '@baton/shared/templates';
import { describe, expect, it } from 'vitest';
import { labelOf, labelWidth } from '../words.ts';
import { cardHeight, cardWidth } from '../sizes.ts';
import { type Box, grown, legs, meet, span } from './geometry.ts';
import type { LabelledLink, Routes } from './route.ts';
import { Drawing } from './drawing.ts';
import { routeAll } from './router.ts';

const card = (x: number, y: number): Box => ({ x, y, width: cardWidth, height: cardHeight });
const names = Array.from({ length: 12 }, (_, index) => `n${index}`);

const linksOver = (count: number): fc.Arbitrary<LabelledLink[]> =>
  fc
    .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.integer({ min: 50, max: 190 })), { maxLength: 18 })
    .map((pairs) =>
      pairs.map(([from, to, labelWidth], index) => ({ id: `h${index}`, from: `n${from}`, to: `n${to}`, labelWidth })),
    );

/** Cards anywhere, also on each other. */
const anywhere = fc.integer({ min: 1, max: names.length }).chain((count) =>
  fc.record({
    cards: fc
      .array(fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -600, max: 600 })), {
        minLength: count,
        maxLength: count,
      })
      .map((places) => new Map(places.map(([x, y], index) => [`n${index}`, card(x, y)]))),
    links: linksOver(count),
  }),
);

/** Cards in columns and rows with room between them. */
const inGrid = fc
  .record({ columns: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 3 }) })
  .chain(({ columns, rows }) => {
    const count = columns * rows;
    const cards = new Map(
      names
        .slice(0, count)
        .map((name, index) => [name, card((index % columns) * 480, Math.floor(index / columns) * 216)]),
    );
    return linksOver(count).map((links) => ({ cards, links }));
  });

const drawn = (links: readonly LabelledLink[], cards: ReadonlyMap<string, Box>): Routes =>
  routeAll(links, cards).routes;

const labelsOf = (routes: Routes): Box[] => [...routes.values()].flatMap(({ label }) => (label ? [label.box] : []));

describe('labels', () => {
  it('never lie on a card or on each other, wherever the cards are', () => {
    fc.assert(
      fc.property(anywhere, ({ cards, links }) => {
        const labels = labelsOf(drawn(links, cards));
        for (const [index, label] of labels.entries()) {
          for (const box of cards.values()) expect(meet(label, box)).toBe(false);
          for (const other of labels.slice(index + 1)) expect(meet(label, other)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lie on their own line', () => {
    fc.assert(
      fc.property(anywhere, ({ cards, links }) => {
        for (const { points, label } of drawn(links, cards).values()) {
          if (label) expect(legs(points).some(([a, b]) => meet(grown(span(a, b), 1), label.box))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are all shown with all their words where there is room', () => {
    const cards = new Map([
      ['triage', card(0, 216)],
      ['billing', card(480, 0)],
      ['returns', card(480, 216)],
      ['technical', card(480, 432)],
      ['supervisor', card(960, 216)],
    ]);
    const pairs = [
      ['triage', 'billing'],
      ['triage', 'returns'],
      ['triage', 'technical'],
      ['triage', 'triage'],
      ['returns', 'supervisor'],
      ['billing', 'supervisor'],
      ['supervisor', 'returns'],
      ['technical', 'triage'],
    ] as const;
    const links = pairs.map(([from, to]) => ({ id: `${from}-${to}`, from, to, labelWidth: 140 }));
    const routes = drawn(links, cards);
    expect([...routes.values()].map(({ label }) => label?.size)).toEqual(links.map(() => 'whole'));
  });
});

describe.each(templates())('the labels of $id', ({ graph }) => {
  const cards = new Map(nodesOf(graph).map(({ id, position }) => [id, card(position?.x ?? 0, position?.y ?? 0)]));
  const links = handoffsOf(graph).map((handoff) => ({ ...handoff, labelWidth: labelWidth(labelOf(handoff)) }));

  it('are all whole, and lie on nothing', () => {
    const routes = drawn(links, cards);
    expect([...routes].filter(([, { label }]) => label?.size !== 'whole').map(([id]) => id)).toEqual([]);
    const boxes = [...labelsOf(routes), ...cards.values()];
    const covering = boxes.filter((box, index) => boxes.some((other, place) => place !== index && meet(box, other)));
    expect(covering).toEqual([]);
  });
});

describe('lines', () => {
  it('run from the edge of the sender to the edge of the receiver in straight legs', () => {
    fc.assert(
      fc.property(anywhere, ({ cards, links }) => {
        const routes = drawn(links, cards);
        expect([...routes.keys()].toSorted()).toEqual(links.map(({ id }) => id).toSorted());
        for (const link of links) {
          const { points, start, end } = routes.get(link.id)!;
          expect(points[0]).toMatchObject({ x: start.x, y: start.y });
          expect(points.at(-1)).toMatchObject({ x: end.x, y: end.y });
          expect(onEdge(cards.get(link.from)!, start)).toBe(true);
          expect(onEdge(cards.get(link.to)!, end)).toBe(true);
          for (const [a, b] of legs(points)) expect(a.x === b.x || a.y === b.y).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('do not run through cards that stand in a grid', () => {
    fc.assert(
      fc.property(inGrid, ({ cards, links }) => {
        for (const { points } of drawn(links, cards).values()) {
          for (const [a, b] of legs(points)) {
            for (const box of cards.values()) expect(meet(grown(span(a, b), 0.5), grown(box, -2))).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('between two cards with little or no room between them go round both, with all their words', () => {
    const close = fc.record({
      x: fc.integer({ min: -280, max: 280 }),
      y: fc.integer({ min: -136, max: 136 }),
      labelWidth: fc.integer({ min: 50, max: 160 }),
    });
    fc.assert(
      fc.property(close, ({ x, y, labelWidth }) => {
        const cards = new Map([
          ['a', card(0, 0)],
          ['b', card(x, y)],
        ]);
        for (const [from, to] of [
          ['a', 'b'],
          ['b', 'a'],
        ] as const) {
          const { points, label } = drawn([{ id: 'h', from, to, labelWidth }], cards).get('h')!;
          for (const [a, b] of legs(points)) {
            for (const box of cards.values()) expect(meet(grown(span(a, b), 0.5), grown(box, -1))).toBe(false);
          }
          expect(label?.size).toBe('whole');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of several handoffs between the same two nodes are apart', () => {
    const cards = new Map([
      ['a', card(0, 0)],
      ['b', card(480, 0)],
    ]);
    const links = [1, 2, 3].flatMap((count) => [
      { id: `there-${count}`, from: 'a', to: 'b', labelWidth: 90 },
      { id: `back-${count}`, from: 'b', to: 'a', labelWidth: 90 },
      { id: `self-${count}`, from: 'a', to: 'a', labelWidth: 90 },
    ]);
    const paths = [...drawn(links, cards).values()].map(({ path }) => path);
    expect(new Set(paths).size).toBe(links.length);
  });

  it('are the same for the same document', () => {
    fc.assert(
      fc.property(anywhere, ({ cards, links }) => {
        expect(drawn(links, cards)).toEqual(drawn(links, cards));
      }),
      { numRuns: 10 },
    );
  });

  it('leave out a handoff whose node is not there', () => {
    const routes = drawn([{ id: 'h', from: 'a', to: 'gone', labelWidth: 80 }], new Map([['a', card(0, 0)]]));
    expect(routes.size).toBe(0);
  });
});

describe('while a card is dragged', () => {
  const cards = new Map([
    ['a', card(0, 0)],
    ['b', card(480, 0)],
    ['c', card(0, 400)],
    ['d', card(480, 400)],
  ]);
  const links = [
    { id: 'a-b', from: 'a', to: 'b', labelWidth: 90 },
    { id: 'c-d', from: 'c', to: 'd', labelWidth: 90 },
  ];

  const dragging = (id: string): [Routes, (now: ReadonlyMap<string, Box>) => Routes] => {
    const drawing = new Drawing();
    return [drawing.update(cards, links), drawing.drag(new Set([id]))];
  };

  it('its handoffs follow it, and the others keep their very route', () => {
    const [before, drag] = dragging('b');
    const now = drag(new Map(cards).set('b', card(600, 60)));
    expect(now.get('c-d')).toBe(before.get('c-d'));
    expect(onEdge(card(600, 60), now.get('a-b')!.end)).toBe(true);
  });

  it('its place a step ago is forgotten', () => {
    const [before, drag] = dragging('b');
    drag(new Map(cards).set('b', card(900, 300)));
    expect(drag(cards).get('a-b')?.path).toBe(before.get('a-b')?.path);
  });
});

function onEdge(box: Box, point: { x: number; y: number }): boolean {
  const upright = point.x === box.x || point.x === box.x + box.width;
  const level = point.y === box.y || point.y === box.y + box.height;
  const inside = meet(grown(box, 1), { x: point.x - 0.5, y: point.y - 0.5, width: 1, height: 1 });
  return inside && (upright || level);
}
