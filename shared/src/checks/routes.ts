/** A node that is no agent must be able to hand on whatever it comes to: an agent would answer, it fails with `no-route`. */
import { nodeName, triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Json } from '../graph/json.ts';
import { compileCondition, scopeOf } from '../expressions/index.ts';
import type { Node } from '../nodes/index.ts';
import { problem, type Check, type Survey } from './check.ts';
import { isFree, isSure } from './sure.ts';

export const routes: Check = (survey) =>
  survey.nodes.flatMap((node, index) => {
    if (node.kind === 'agent') return [];
    const handoffs = survey.handoffsFrom(node.id).map(({ entry }) => entry);
    if (handoffs.length === 0 || handoffs.some(isSure) || coversAll(survey, node, handoffs)) return [];
    const message = `${nodeName(node)} has handoffs that may all not fire, and then the run fails; add one with the trigger "otherwise".`;
    return [problem('warning', 'no-route', ['nodes', index], message)];
  });

/** Whether some rule holds for each thing that the node can come to, where these can be counted. */
function coversAll(survey: Survey, node: Node, handoffs: readonly Handoff[]): boolean {
  const outcomes = outcomesOf(node);
  const rules = handoffs.filter((handoff) => isFree(handoff) && !handoff.approval).map(triggerOf);
  const scope = scopeOf(survey.graph, { at: 'exit', node: node.id });
  return (
    outcomes.length > 0 &&
    outcomes.every((output) =>
      rules.some((trigger) => {
        if (trigger.on !== 'rule' || trigger.at === 'entry') return false;
        const condition = compileCondition(trigger.if, scope);
        if (!condition.ok) return false;
        const result = condition.expression.evaluate({ output, answer: output });
        return result.ok && result.value;
      }),
    )
  );
}

function outcomesOf(node: Node): Json[] {
  if (node.kind === 'router') return (node.classify?.labels ?? []).map((label) => label.name);
  return node.kind === 'human' && node.answer === 'approval' ? [{ approved: true }, { approved: false }] : [];
}
