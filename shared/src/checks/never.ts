/** With `route: "first"` the first handoff that fires is taken: what is asked after one that always fires is never taken. */
import { nodeName, triggerOf } from '../graph/defaults.ts';
import type { Problem } from '../graph/problem.ts';
import type { TriggerKind } from '../triggers/index.ts';
import { problem, type Check } from './check.ts';
import { isSure } from './sure.ts';

/** Asked in the order of the list when the node has finished; `otherwise` after them all. */
const inTurn: ReadonlySet<TriggerKind> = new Set<TriggerKind>(['rule', 'confidence', 'always']);

export const never: Check = ({ nodes, handoffsFrom }) =>
  nodes.flatMap((node) => {
    if (node.route === 'all') return [];
    const asked = handoffsFrom(node.id);
    const ordered = [
      ...asked.filter(({ entry }) => inTurn.has(triggerOf(entry).on) && !isAtEntry(entry)),
      ...asked.filter(({ entry }) => triggerOf(entry).on === 'otherwise'),
    ];
    const sure = ordered.findIndex(({ entry }) => isSure(entry));
    const first = ordered[sure];
    if (!first) return [];
    return ordered.slice(sure + 1).map(({ index }): Problem => {
      const message = `Never taken: ${nodeName(node)} asks "${first.entry.id}" before it, which always fires; move this one before it, or give "${first.entry.id}" a condition.`;
      return problem('warning', 'never-taken', ['handoffs', index], message);
    });
  });

function isAtEntry(handoff: Parameters<typeof triggerOf>[0]): boolean {
  const trigger = triggerOf(handoff);
  return trigger.on === 'rule' && trigger.at === 'entry';
}
