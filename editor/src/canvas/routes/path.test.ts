import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedPath } from './path.ts';

describe('roundedPath', () => {
  it('rounds a corner by 10 where there is room', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 50, y: 0 },
        { x: 50, y: 40 },
      ]),
    ).toBe('M0 0L40 0Q50 0 50 10L50 40');
  });

  it('rounds less where the legs are short', () => {
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 8, y: 0 },
        { x: 8, y: 40 },
      ]),
    ).toBe('M0 0L4 0Q8 0 8 4L8 40');
  });

  it('is a path for any line, without a number that is none', () => {
    const point = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 6 }), (points) => {
        expect(roundedPath(points)).toMatch(/^M[-\d.]+ [-\d.]+(L[-\d.]+ [-\d.]+|Q[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+)*$/);
      }),
    );
  });
});
