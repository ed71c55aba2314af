/** The one size that all cards have, and the grid they stand on. Known sizes let routes and labels be worked out, not measured. */
export const cardWidth = 240;
export const cardHeight = 96;
/** Cards snap to this while they are dragged. */
export const grid = 8;
export const labelHeight = 20;
