/** What a hand does on a canvas, with the points between which it does it. */
import { expect, type Locator, type Page } from '@playwright/test';

export interface Point {
  x: number;
  y: number;
}

/** @returns a point of something on the screen: 0 is its left or upper edge, 1 the other. */
export async function at(place: Locator, right = 0.5, down = 0.5): Promise<Point> {
  const { x, y, width, height } = (await place.boundingBox())!;
  return { x: x + width * right, y: y + height * down };
}

export const from = ({ x, y }: Point, right: number, down: number): Point => ({ x: x + right, y: y + down });

interface Held {
  /** A key that is held from when the thing has been taken. */
  key?: string;
  /** What is done at the end, before the button is let go. */
  before?: () => Promise<void>;
}

/** Presses at one point and lets go at another. */
export async function drag(page: Page, start: Point, end: Point, { key, before }: Held = {}): Promise<void> {
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  // A hand begins slowly: what is taken is held where it was taken.
  await page.mouse.move(start.x + 4, start.y, { steps: 4 });
  if (key !== undefined) await page.keyboard.down(key);
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await before?.();
  await page.mouse.up();
  if (key !== undefined) await page.keyboard.up(key);
}

export async function undoAll(page: Page, steps: number): Promise<void> {
  const undo = page.getByRole('button', { name: /^Undo/ });
  for (let step = 0; step < steps; step++) await undo.click();
  await expect(undo).toBeDisabled();
}
