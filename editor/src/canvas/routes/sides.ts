/**
 * From which side of the sender a handoff leaves, and at which side of the receiver it arrives. Forward is left to
 * right; what goes back goes round the outside, so that a loop can be seen and followed.
 */
import { bottom, type Box, right } from './geometry.ts';

export type Side = 'left' | 'right' | 'top' | 'bottom';

export interface Sides {
  out: Side;
  in: Side;
  /** What it costs to look less usual, in pixels of detour. */
  oddness: number;
}

/** Less room than this between two columns is no room for a line with bends. */
const gap = 40;

const sides = (out: Side, into: Side, oddness = 0): Sides => ({ out, in: into, oddness });

/** @returns the pairs of sides that come into question, the usual one first. */
export function sideOptions(from: Box, to: Box): readonly [Sides, ...Sides[]] {
  if (from === to) return [sides('top', 'top')];
  if (to.x - right(from) >= gap) return [sides('right', 'left')];
  if (from.x - right(to) >= gap) {
    return [sides('bottom', 'bottom'), sides('top', 'top', 40), sides('left', 'right', 360)];
  }
  if (to.y - bottom(from) >= gap)
    return [sides('bottom', 'top'), sides('right', 'right', 60), sides('left', 'left', 120)];
  if (from.y - bottom(to) >= gap)
    return [sides('top', 'bottom'), sides('right', 'right', 60), sides('left', 'left', 120)];
  // Cards that lie nearly on each other: over the top, which can at least be seen.
  return [sides('top', 'top'), sides('bottom', 'bottom', 1)];
}
