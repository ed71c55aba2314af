import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from './guides.ts';

const card = (x: number, y: number) => ({ x, y, width: 240, height: 96 });

describe('a dragged card', () => {
  it('is drawn to the edge of another that is near, and the guide says which', () => {
    const { by, guides } = align([card(403, 300)], [card(400, 0), card(1000, 1000)], 6);
    expect(by).toEqual({ x: -3, y: 0 });
    expect(guides.filter(({ axis }) => axis === 'x').map(({ at, from, to }) => ({ at, from, to }))).toEqual(
      [400, 640].map((at) => ({ at, from: 0, to: 396 })),
    );
  });
  it('goes its own way where nothing is near', () => {
    expect(align([card(500, 300)], [card(0, 0)], 6)).toEqual({ by: { x: 0, y: 0 }, guides: [] });
  });
  it('is aligned as one with others that go along', () => {
    expect(align([card(0, 300), card(404, 300)], [card(400, 0)], 6).by.x).toBe(-4);
  });
  it('is never drawn farther than the reach', () => {
    const at = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }));
    fc.assert(
      fc.property(at, fc.array(at), ([x, y], others) => {
        const { by } = align(
          [card(x, y)],
          others.map(([left, top]) => card(left, top)),
          6,
        );
        expect(Math.max(Math.abs(by.x), Math.abs(by.y))).toBeLessThanOrEqual(6);
      }),
    );
  });
});
