/** What can be known of a handoff without running it. */
import { triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';

/** Nothing but its trigger decides about it, every time. */
export const isFree = ({ enabled, limit, each }: Handoff): boolean =>
  enabled === undefined && limit === undefined && each === undefined;

/** It fires whenever nothing before it did. An approval may be refused, and then it did not fire. */
export const isSure = (handoff: Handoff): boolean =>
  ['always', 'otherwise'].includes(triggerOf(handoff).on) && isFree(handoff) && !handoff.approval;

/** Asked when the node has finished and its model asked for nothing: taken without anyone deciding for it anew. */
export const isAutomatic = (handoff: Handoff): boolean =>
  ['rule', 'confidence', 'always', 'otherwise', 'error'].includes(triggerOf(handoff).on);
