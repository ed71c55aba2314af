import { describe, expect, test } from 'vitest';
import { frame, pictureOf } from './picture.ts';

const node = (id: string, x?: number, y?: number) => ({
  id,
  kind: 'agent' as const,
  ...(x !== undefined && y !== undefined && { position: { x, y } }),
});
const line = (from: string, to: string) => ({ id: `${from}-${to}`, from, to });

describe('a picture', () => {
  test('keeps every node within its frame, however far apart they are', () => {
    const { boxes, box } = pictureOf({
      nodes: [node('a', -5000, 0), node('b', 9000, 400), node('c', 0, -3000)],
      handoffs: [],
    });
    for (const { x, y } of boxes) {
      expect(x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(x + box.width / 2).toBeLessThanOrEqual(frame.width);
      expect(y - box.height / 2).toBeGreaterThanOrEqual(0);
      expect(y + box.height / 2).toBeLessThanOrEqual(frame.height);
    }
  });

  test('puts a single node in the middle', () => {
    expect(pictureOf({ nodes: [node('a', 700, 300)], handoffs: [] }).boxes).toMatchObject([{ x: 160, y: 84 }]);
  });

  test('lays out a graph without positions in columns from its first node', () => {
    const { boxes } = pictureOf({
      nodes: [node('a'), node('b'), node('c')],
      handoffs: [line('a', 'b'), line('a', 'c')],
    });
    const [a, b, c] = boxes;
    expect(b?.x).toBe(c?.x);
    expect(b?.x).toBeGreaterThan(a?.x ?? 0);
    expect(b?.y).not.toBe(c?.y);
  });

  test('draws each handoff whose ends are there, cycles and loops too', () => {
    const nodes = [node('a'), node('b')];
    const { paths } = pictureOf({
      nodes,
      handoffs: [line('a', 'b'), line('b', 'a'), line('a', 'a'), line('a', 'gone')],
    });
    expect(paths.map(({ id }) => id)).toEqual(['a-b', 'b-a', 'a-a']);
    expect(new Set(paths.map(({ d }) => d)).size).toBe(3);
  });

  test('draws a handoff to the node below from edge to edge, and not past it', () => {
    const { boxes, box, paths } = pictureOf({
      nodes: [node('a', 0, 0), node('b', 0, 300), node('c', 600, 0)],
      handoffs: [line('a', 'b')],
    });
    const [a, b] = boxes;
    const edge = box.height / 2;
    expect(paths[0]?.d).toBe(`M${a?.x} ${(a?.y ?? 0) + edge} L${b?.x} ${(b?.y ?? 0) - edge}`);
  });

  test('draws smaller nodes when there are many', () => {
    const many = Array.from({ length: 100 }, (_, index) => node(`n${index}`, index * 50, (index % 7) * 90));
    expect(pictureOf({ nodes: many, handoffs: [] }).box.width).toBeLessThan(10);
  });

  test('of an empty graph is empty', () => {
    expect(pictureOf({ nodes: [], handoffs: [] })).toMatchObject({ boxes: [], paths: [] });
  });
});
