/** Finds what is near a box without looking at everything: a grid of square cells, each with what touches it. */
import { bottom, type Box, right } from './geometry.ts';

const cell = 192;
/** Cells are numbered row by row; so many cells make a row that no canvas is wider. */
const row = 2 ** 20;

export class Buckets<Item extends { box: Box }> {
  readonly #cells = new Map<number, Item[]>();

  add(item: Item): void {
    for (const key of keysOf(item.box)) {
      const items = this.#cells.get(key);
      if (items) items.push(item);
      else this.#cells.set(key, [item]);
    }
  }

  remove(item: Item): void {
    for (const key of keysOf(item.box)) {
      const items = this.#cells.get(key);
      if (items)
        this.#cells.set(
          key,
          items.filter((other) => other !== item),
        );
    }
  }

  /** Everything that shares a cell with the box: a few too many, never one too few. Each comes once. */
  near(box: Box): Iterable<Item> {
    const keys = keysOf(box);
    const [first] = keys;
    if (first !== undefined && keys.length === 1) return this.#cells.get(first) ?? [];
    const found = new Set<Item>();
    for (const key of keys) for (const item of this.#cells.get(key) ?? []) found.add(item);
    return found;
  }
}

function keysOf(box: Box): number[] {
  const keys: number[] = [];
  const [lastX, lastY] = [Math.floor(right(box) / cell), Math.floor(bottom(box) / cell)];
  for (let y = Math.floor(box.y / cell); y <= lastY; y++) {
    for (let x = Math.floor(box.x / cell); x <= lastX; x++) keys.push(y * row + x);
  }
  return keys;
}
