/** With `route: "first"` the first handoff that fires is taken: one whose condition implies that of an earlier one never is. */
import { nodeName } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { pointer, type Fix, type Problem } from '../graph/problem.ts';
import { isImpossible } from '../logic/index.ts';
import type { Node } from '../nodes/index.ts';
import { fixed, problem, type Check, type Placed, type Survey } from './check.ts';
import { guardOf, isDead, isSure } from './guards.ts';
import { askedBefore, isShadowed } from './shadow.ts';
import { queuesOf, stageOf } from './stages.ts';

export const never: Check = (survey) =>
  survey.nodes.flatMap((node) => {
    const queues = queuesOf(survey.handoffsFrom(node.id));
    return [...skipped(survey, node, queues[0] ?? []), ...queues.flatMap((queue) => inQueue(survey, node, queue))];
  });

/** What is handed on at the entry every time never does its work. A router without a model has none. */
function skipped(survey: Survey, node: Node, entry: readonly Placed<Handoff>[]): Problem[] {
  const first = entry.find((placed) => isSure(survey, placed.entry));
  if (!first || node.kind === 'join' || (node.kind === 'router' && !node.classify)) return [];
  const message = `${nodeName(node)} never does its work: this handoff is taken on entry, every time. Give it a condition, or let it be asked on exit.`;
  const later = fixed('Ask it on exit', { op: 'remove', path: pointer(['handoffs', first.index, 'trigger', 'at']) });
  return [problem('warning', 'never-works', ['handoffs', first.index], message, later)];
}

function inQueue(survey: Survey, node: Node, queue: readonly Placed<Handoff>[]): Problem[] {
  return queue.flatMap(({ entry, index }, at) => {
    // What cannot fire at all is said where its condition stands.
    if (isDead(survey, entry)) return ownFault(survey, entry, index);
    const before = askedBefore(queue, at);
    if (!isShadowed(survey, node, entry, before)) return [];
    const message = `Never taken: ${reason(survey, node, entry, before)}`;
    return [problem('warning', 'never-taken', ['handoffs', index], message, sooner(survey, node, queue, at))];
  });
}

function reason(survey: Survey, node: Node, handoff: Handoff, before: readonly Placed<Handoff>[]): string {
  const first = before.find(({ entry }) => isSure(survey, entry));
  const name = nodeName(node);
  if (first)
    return `${name} asks ${survey.wordsOf(first.entry)} before it, which always fires; move this one before it, or give that one a condition.`;
  const one = before.find((placed) => isShadowed(survey, node, handoff, [placed]));
  if (one)
    return `${name} asks ${survey.wordsOf(one.entry)} before it, which fires whenever this one would; move this one before it, or change one of the two.`;
  return `whenever it would fire, one of the handoffs that ${name} asks before it does; move it up, or change its condition.`;
}

/** In a longer queue no better order is looked for: each way to move one asks about all. */
const longest = 60;

/** Moving it before the one that takes its turns helps where that leaves no other without a turn. */
function sooner(survey: Survey, node: Node, queue: readonly Placed<Handoff>[], at: number): Fix | undefined {
  const placed = queue[at];
  if (queue.length > longest) return undefined;
  const first = queue.slice(0, at).findIndex((one) => placed && isShadowed(survey, node, placed.entry, [one]));
  const target = queue[first];
  if (!placed || !target || stageOf(placed.entry) !== stageOf(target.entry)) return undefined;
  const moved = [...queue.slice(0, first), placed, ...queue.slice(first, at), ...queue.slice(at + 1)];
  const shadowed = (order: readonly Placed<Handoff>[]): number =>
    order.filter(({ entry }, index) => isShadowed(survey, node, entry, askedBefore(order, index))).length;
  if (shadowed(moved) >= shadowed(queue)) return undefined;
  return fixed(
    `Ask it before ${survey.wordsOf(target.entry)}`,
    { op: 'remove', path: pointer(['handoffs', placed.index]) },
    { op: 'add', path: pointer(['handoffs', target.index]), value: placed.entry },
  );
}

/** A condition that can never be true is told where it stands; a threshold, or two conditions together, are told here. */
function ownFault(survey: Survey, handoff: Handoff, index: number): Problem[] {
  const { trigger } = handoff;
  const alone = guardOf(survey, { ...handoff, enabled: undefined });
  if (trigger?.on === 'confidence' && alone && isImpossible(alone.isTrue)) {
    const message = 'Never taken: no confidence is less than 0; set a threshold between 0 and 1.';
    return [problem('warning', 'never-taken', ['handoffs', index, 'trigger'], message)];
  }
  const both = guardOf(survey, { ...handoff, trigger: { on: 'always' } });
  if (!alone || !both || isImpossible(alone.isTrue) || isImpossible(both.isTrue)) return [];
  const message = 'Never taken: its trigger and "enabled" cannot both be true; change one of them.';
  return [problem('warning', 'never-taken', ['handoffs', index, 'enabled'], message)];
}
