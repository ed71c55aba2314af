/** Finds what is near a box without looking at everything: a grid of square cells, each with what touches it. */
import { bottom, type Box, right } from './geometry.ts';

const cell = 192;
/** Cells are numbered row by row; so many cells make a row that no canvas is wider. */
const row = 2 ** 20;

export interface Bucketed {
  readonly box: Box;
  /** The search that found it last, so that a search finds it once though it lies in many cells. */
  seen: number;
}

export class Buckets<Item extends Bucketed> {
  readonly #cells = new Map<number, Item[]>();
  #search = 0;

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
      const index = items?.indexOf(item) ?? -1;
      if (index >= 0) items?.splice(index, 1);
    }
  }

  /** Everything that shares a cell with the box: a few too many, never one too few. Each comes once. */
  near(box: Box): readonly Item[] {
    const [firstX, firstY] = [Math.floor(box.x / cell), Math.floor(box.y / cell)];
    const [lastX, lastY] = [Math.floor(right(box) / cell), Math.floor(bottom(box) / cell)];
    if (firstX === lastX && firstY === lastY) return this.#cells.get(firstY * row + firstX) ?? [];
    const search = ++this.#search;
    const found: Item[] = [];
    for (let y = firstY; y <= lastY; y++) {
      for (let x = firstX; x <= lastX; x++) {
        const items = this.#cells.get(y * row + x);
        if (!items) continue;
        for (const item of items) {
          if (item.seen === search) continue;
          item.seen = search;
          found.push(item);
        }
      }
    }
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
