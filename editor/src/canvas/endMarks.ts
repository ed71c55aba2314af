/** What stands at the ends of a handoff's line: where it leads, that it comes back, and that a person must allow it. */
import { type Handoff, needsApproval } from '@baton/shared/graph';
import type { Route } from './routes/route.ts';
import type { Side } from './routes/sides.ts';

/** Which way an arrow head points, by the side of the card at which it arrives. */
const turns: Record<Side, number> = { left: 0, top: 90, right: 180, bottom: 270 };

const head = 'M0 0L-8 -4.5V4.5Z';
/** A bar across the line, before it can be passed. */
const gate = 'M-18 -6V6';

export interface EndMark {
  d: string;
  transform: string;
}

/** @returns in the order in which they are drawn; the head of the arrow is the first. */
export function endMarks(handoff: Pick<Handoff, 'returns' | 'approval'>, { start, end }: Route): EndMark[] {
  const at = ({ x, y, side }: Route['end'], d: string): EndMark => ({
    d,
    transform: `translate(${x} ${y}) rotate(${turns[side]})`,
  });
  return [
    at(end, head),
    ...(handoff.returns ? [at(start, head)] : []),
    ...(needsApproval(handoff) ? [at(start, gate)] : []),
  ];
}
