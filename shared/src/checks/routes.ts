/** A node that is no agent must be able to hand on whatever it comes to: an agent would answer, it fails with `no-route`. */
import { nodeName } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Json } from '../graph/json.ts';
import {
  all,
  either,
  holds,
  isImpossible,
  onlyFalse,
  onlyTexts,
  onlyTrue,
  other,
  absent,
  type Formula,
} from '../logic/index.ts';
import type { Node } from '../nodes/index.ts';
import { problem, type Check, type Survey } from './check.ts';
import { guardOf, noneFires } from './guards.ts';
import { stageOf, type Stage } from './stages.ts';

export const routes: Check = (survey) =>
  survey.nodes.flatMap((node, index) => {
    if (node.kind === 'agent') return [];
    const handoffs = survey.handoffsFrom(node.id).map(({ entry }) => entry);
    if (handoffs.length === 0 || coversAll(survey, node, handoffs)) return [];
    const message = `${nodeName(node)} has handoffs that may all not fire, and then the run fails; add one with the trigger "otherwise".`;
    return [problem('warning', 'no-route', ['nodes', index], message)];
  });

/** Whether some handoff fires whatever the node comes to. */
function coversAll(survey: Survey, node: Node, handoffs: readonly Handoff[]): boolean {
  const asked = (...stages: Stage[]) => handoffs.filter((handoff) => stages.includes(stageOf(handoff)));
  const last = asked('exit', 'otherwise');
  if (isImpossible(noneFires(survey, asked('entry'), true))) return true;
  if (isImpossible(all(outcome(node), noneFires(survey, last, true)))) return true;
  // What is not reasoned about may still be tried, where the outcomes can be counted.
  const outcomes = outcomesOf(node);
  return outcomes.length > 0 && outcomes.every((output) => last.some((handoff) => fires(survey, handoff, output)));
}

function fires(survey: Survey, handoff: Handoff, output: Json): boolean {
  const guard = guardOf(survey, handoff);
  return guard !== undefined && guard.certain && guard.proven({ output, answer: output });
}

function outcomesOf(node: Node): Json[] {
  if (node.kind === 'router') return (node.classify?.labels ?? []).map((label) => label.name);
  return node.kind === 'human' && node.answer === 'approval' ? [{ approved: true }, { approved: false }] : [];
}

/** What is certain of the output: a router's is one of its labels, and a person's answer fits its form. */
function outcome(node: Node): Formula {
  if (node.kind === 'router' && node.classify) {
    const labels = node.classify.labels.map((label) => label.name);
    return { is: 'in', term: { key: '["output"]' }, domain: onlyTexts(labels) };
  }
  if (node.kind !== 'human' || typeof node.answer === 'string' || !node.answer) {
    const isApproval = node.kind === 'human' && node.answer === 'approval';
    return isApproval
      ? { is: 'in', term: { key: '["output","approved"]' }, domain: either(onlyTrue, onlyFalse) }
      : holds;
  }
  const { required } = node.answer;
  const keys = Array.isArray(required) ? required : [];
  return all(
    ...keys.map((key): Formula => ({
      is: 'in',
      term: { key: JSON.stringify(['output', key]) },
      domain: other(absent),
    })),
  );
}
