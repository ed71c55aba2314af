/** A consultation comes back, and comes to an end. */
import { nodeName } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';
import { isDead, isSure } from './guards.ts';
import { queuesOf } from './stages.ts';
import { isCounted, mayEnd, reached } from './ways.ts';

export const consultations: Check = (survey) =>
  survey.handoffs.flatMap((handoff, index) => {
    if (!handoff.returns || !survey.byId.has(handoff.to)) return [];
    return [...endless(survey, handoff, index), ...lost(survey, handoff, index)];
  });

/** The sender is asked again when the result is there, and fires again. */
function endless(survey: Survey, handoff: Handoff, index: number): Problem[] {
  const sender = survey.byId.get(handoff.from);
  if (!sender || isCounted(handoff) || !isSure(survey, handoff)) return [];
  const [, queue = []] = queuesOf(survey.handoffsFrom(handoff.from));
  const at = queue.findIndex(({ entry }) => entry === handoff);
  const others = queue.slice(0, at).filter(({ entry }) => !isDead(survey, entry));
  // What is asked before it may end the rounds. With all ways taken, this one is taken in each.
  if (at < 0 || (others.length > 0 && sender.route !== 'all')) return [];
  const message = `${nodeName(sender)} is asked again when the result is there, and consults again, until a limit of the run stops it; set "limit" to 1.`;
  const once = { op: 'add', path: pointer(['handoffs', index, 'limit']), value: 1 } as const;
  return [problem('warning', 'endless-consultation', ['handoffs', index], message, fixed('Once in a run', once))];
}

/** Nothing that is reached without the sender may be an end, so that there is no result to come back with. */
function lost(survey: Survey, handoff: Handoff, index: number): Problem[] {
  const { from, to } = handoff;
  if (from === to) return [];
  const inside = reached(survey, [to], ({ returns, from: at }) => !returns && at !== from);
  if (!inside.delete(from) || [...inside].some((id) => mayEnd(survey, id))) return [];
  const message = `${survey.nameOf(to)} is consulted, and always hands on until control is with ${survey.nameOf(from)} again, so that no result comes back; let it end, or hand over without "returns".`;
  const over = { op: 'remove', path: pointer(['handoffs', index, 'returns']) } as const;
  return [problem('warning', 'never-returns', ['handoffs', index], message, fixed('Hand over instead', over))];
}
