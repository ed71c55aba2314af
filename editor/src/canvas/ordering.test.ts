import { describe, expect, it } from 'vitest';
import { aligned, distributed } from './ordering.ts';

const box = (x: number, y: number, width = 100, height = 50) => ({ x, y, width, height });
const boxes = new Map([
  ['a', box(0, 10)],
  ['b', box(300, 90, 200)],
  ['c', box(120, 400)],
]);

describe('aligning', () => {
  it.each([
    ['left', [0, 0, 0]],
    ['right', [400, 300, 400]],
    ['center', [200, 150, 200]],
  ] as const)('%s changes only across', (edge, xs) => {
    const places = [...aligned(boxes, edge).values()];
    expect(places.map(({ x }) => x)).toEqual(xs);
    expect(places.map(({ y }) => y)).toEqual([10, 90, 400]);
  });
  it.each([
    ['top', [10, 10, 10]],
    ['bottom', [400, 400, 400]],
    ['middle', [205, 205, 205]],
  ] as const)('%s changes only up and down', (edge, ys) => {
    expect([...aligned(boxes, edge).values()].map(({ y }) => y)).toEqual(ys);
  });
});

describe('distributing', () => {
  it('leaves the same room between all, and the outermost where they are', () => {
    const places = distributed(boxes, 'x');
    expect([...places].map(([id, { x }]) => [id, x])).toEqual([
      ['a', 0],
      ['c', 150],
      ['b', 300],
    ]);
  });
});
