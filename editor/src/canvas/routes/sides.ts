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

/** Less room than this between two columns, or two rows, is no room for a line with bends and the icon of its label. */
const gap = { beside: 52, above: 48 };
/** Two ends of one side that are nearer to each other than this would make a hairpin of the line. */
const hairpin = 32;

const sides = (out: Side, into: Side, oddness = 0): Sides => ({ out, in: into, oddness });

/** @returns the pairs of sides that come into question, the usual one first. */
export function sideOptions(from: Box, to: Box): readonly [Sides, ...Sides[]] {
  if (from === to) return [sides('top', 'top')];
  if (to.x - right(from) >= gap.beside) return [sides('right', 'left')];
  if (from.x - right(to) >= gap.beside) {
    return [sides('bottom', 'bottom'), sides('top', 'top', 40), sides('left', 'right', 360)];
  }
  if (to.y - bottom(from) >= gap.above)
    return [sides('bottom', 'top'), sides('right', 'right', 60), sides('left', 'left', 120)];
  if (from.y - bottom(to) >= gap.above)
    return [sides('top', 'bottom'), sides('right', 'right', 60), sides('left', 'left', 120)];
  return closeOptions(from, to);
}

/**
 * Of cards with no room between them, or that lie on each other: round the outside of both. Only the way round a corner
 * is always there, between sides that the other card does not cover.
 */
function closeOptions(from: Box, to: Box): readonly [Sides, ...Sides[]] {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const isBeside = Math.abs(across) - from.width > Math.abs(down) - from.height;
  const [over, aside] = isBeside ? [0, 60] : [60, 0];
  const round = [
    ...(Math.abs(across) < hairpin ? [] : [sides('top', 'top', over), sides('bottom', 'bottom', over + 1)]),
    ...(Math.abs(down) < hairpin ? [] : [sides('right', 'right', aside), sides('left', 'left', aside + 1)]),
  ];
  const [usual, ...others] = round.toSorted((a, b) => a.oddness - b.oddness);
  const corner = sides(across < 0 ? 'right' : 'left', down < 0 ? 'top' : 'bottom', 120);
  return usual ? [usual, ...others, corner] : [corner];
}
