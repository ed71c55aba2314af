/** Sizes on the canvas that everybody counts with. */
import type { Note } from '@baton/shared/graph';

/** The one size that all cards have, and the grid they stand on. Known sizes let routes and labels be worked out, not measured. */
export const cardWidth = 240;
export const cardHeight = 96;
/** Cards snap to this while they are dragged. */
export const grid = 8;
export const labelHeight = 20;
/** Room between two cards, in a row and in a column, for the words on a handoff that nobody has edited yet. */
export const freshRoom = { beside: 160, above: 56 };

const plainNote = { width: 208, height: 96 };
export const leastNote = { width: 96, height: 48 };
export const noteSize = ({ size }: Pick<Note, 'size'>): { width: number; height: number } => size ?? plainNote;

export const snapped = (value: number): number => Math.round(value / grid) * grid + 0;
