/** A node that is no agent must be able to hand on whatever it comes to: an agent would answer, it fails with `no-route`. */
import { readsOf } from '../expressions/reads.ts';
import { nodeName, triggerOf } from '../graph/defaults.ts';
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
import { writesOf } from './writes.ts';

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
  if (isImpossible(all(outcome(survey, node), present(survey, node), noneFires(survey, last, true)))) return true;
  // What is not reasoned about may still be tried, where the outcomes can be counted.
  const outcomes = outcomesOf(node);
  const tried = last.filter((handoff) => looksAtOutcome(survey, node, handoff));
  return outcomes.length > 0 && outcomes.every((output) => tried.some((handoff) => fires(survey, handoff, output)));
}

function fires(survey: Survey, handoff: Handoff, output: Json): boolean {
  const guard = guardOf(survey, handoff);
  return guard !== undefined && guard.certain && guard.proven({ output, answer: output });
}

/** Whether nothing else decides: "not there" would be a guess of what is only not known here. */
function looksAtOutcome(survey: Survey, node: Node, handoff: Handoff): boolean {
  if (triggerOf(handoff).on === 'confidence') return false;
  const known = node.kind === 'router' ? ['output'] : ['output.approved', 'answer.approved'];
  const trees = guardOf(survey, handoff)?.trees ?? [];
  return trees.flatMap((tree) => readsOf(tree)).every((path) => known.includes(path.join('.')));
}

function outcomesOf(node: Node): Json[] {
  if (node.kind === 'router') return (node.classify?.labels ?? []).map((label) => label.name);
  return node.kind === 'human' && node.answer === 'approval' ? [{ approved: true }, { approved: false }] : [];
}

/** What is certain of the output: a router's is one of its labels, and a person's answer fits its form. */
function outcome({ graph }: Survey, node: Node): Formula {
  if (node.kind === 'router' && node.classify) {
    const domain = onlyTexts(node.classify.labels.map((label) => label.name));
    const { into } = node.classify;
    const output: Formula = { is: 'in', term: { key: '["output"]' }, domain };
    const isKept = into !== undefined && (graph.state?.[into]?.merge ?? 'replace') === 'replace';
    return !isKept ? output : all(output, { is: 'in', term: stateTerm(into), domain });
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

/** What begins with a value, and what the node itself has written, is there. */
function present({ graph }: Survey, node: Node): Formula {
  const { state = {} } = graph;
  const begun = Object.keys(state).filter((key) => state[key]?.default !== undefined);
  const keys = new Set([...begun, ...writesOf(node).map(({ key }) => key)]);
  return all(...[...keys].map((key): Formula => ({ is: 'in', term: stateTerm(key), domain: other(absent) })));
}

const stateTerm = (key: string) => ({ key: JSON.stringify(['state', key]) });
