/** Where control can go from a node, where it can stay, and what counts its rounds. */
import { triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { isImpossible } from '../logic/index.ts';
import type { Survey } from './check.ts';
import { noneFires } from './guards.ts';
import { stageOf, type Stage } from './stages.ts';

/**
 * Whether what a node comes to may be an end: it has no handoffs, or is an agent whose handoffs may all not fire. Any other
 * node fails then. A consultation is no way on: control comes back.
 */
export function mayEnd(survey: Survey, id: string): boolean {
  const handoffs = survey.handoffsFrom(id).map(({ entry }) => entry);
  const onward = handoffs.filter((handoff) => !handoff.returns);
  if (onward.length === 0) return true;
  if (survey.byId.get(id)?.kind !== 'agent') return false;
  const asked = (...stages: Stage[]) => onward.filter((handoff) => stages.includes(stageOf(handoff)));
  const stays = (at: readonly Handoff[]): boolean => !isImpossible(noneFires(survey, at, true));
  return stays(asked('entry')) && stays(asked('exit', 'otherwise'));
}

/** Something bounds how often it is taken. */
export function isCounted(handoff: Handoff): boolean {
  const trigger = triggerOf(handoff);
  const conditions = [handoff.enabled ?? '', trigger.on === 'rule' ? trigger.if : ''];
  return handoff.limit !== undefined || conditions.some((source) => /\b(visits|hops)\b/.test(source));
}

/** @returns the nodes that control can come to from these, which are among them; `through` says where it may go on. */
export function reached(
  survey: Survey,
  from: Iterable<string>,
  through: (handoff: Handoff) => boolean = () => true,
): Set<string> {
  const seen = new Set(from);
  // A set is walked in the order in which it grows.
  for (const id of seen) for (const { entry } of survey.handoffsFrom(id)) if (through(entry)) seen.add(entry.to);
  return seen;
}
