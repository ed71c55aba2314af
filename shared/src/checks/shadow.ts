/** Whether a handoff gets its turn: one that is asked before it may fire whenever it would. */
import type { Handoff } from '../graph/handoff.ts';
import { all, isImpossible } from '../logic/index.ts';
import type { Node } from '../nodes/index.ts';
import type { Placed, Survey } from './check.ts';
import { guardOf, noneFires } from './guards.ts';
import { stageOf } from './stages.ts';

/** How many before one are looked at: a node may have thousands, and each of them is asked about. */
const nearest = 200;

/** @returns what is asked before a place of a queue, as far as that is looked at. */
export const askedBefore = <Entry>(queue: readonly Entry[], at: number): readonly Entry[] =>
  queue.slice(Math.max(0, at - nearest), at);

/** @param before what is asked before it. `otherwise` is asked after all, whatever the route. */
export function isShadowed(survey: Survey, node: Node, handoff: Handoff, before: readonly Placed<Handoff>[]): boolean {
  const guard = guardOf(survey, handoff);
  if (!guard || before.length === 0 || (node.route === 'all' && stageOf(handoff) !== 'otherwise')) return false;
  // Where all are taken, several that are asked last are taken together.
  const rivals = node.route === 'all' ? before.filter(({ entry }) => stageOf(entry) !== 'otherwise') : before;
  const none = noneFires(
    survey,
    rivals.map(({ entry }) => entry),
    false,
  );
  if (isImpossible(all(guard.isTrue, none))) return true;
  return rivals.some(({ entry }) => isSame(entry, handoff) && guardOf(survey, entry)?.certain);
}

/** The same condition decides the same, also where it is too large to reason about. */
const isSame = (a: Handoff, b: Handoff): boolean =>
  a.enabled === b.enabled && a.trigger?.on === 'rule' && b.trigger?.on === 'rule' && a.trigger.if === b.trigger.if;
