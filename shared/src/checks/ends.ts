/** A handoff leads from a node to a node. */
import { unknown, type Check } from './check.ts';

export const ends: Check = ({ handoffs, byId }) =>
  handoffs.flatMap((handoff, index) =>
    (['from', 'to'] as const)
      .filter((end) => !byId.has(handoff[end]))
      .map((end) => unknown('node', handoff[end], byId.keys(), ['handoffs', index, end])),
  );
