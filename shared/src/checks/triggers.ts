/** A trigger needs something of its sender: a model that can choose, or a confidence that is known. */
import { modelOf, nodeName, triggerOf } from '../graph/defaults.ts';
import { pointer, type Fix, type Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import type { Node } from '../nodes/index.ts';
import { fixed, problem, type Check } from './check.ts';

export const triggers: Check = ({ graph, handoffs, byId }) =>
  handoffs.flatMap((handoff, index) => {
    const node = byId.get(handoff.from);
    if (!node) return [];
    const trigger = triggerOf(handoff);
    const { on } = trigger;
    if ((on === 'model' || on === 'capability') && node.kind !== 'agent') return [noModel(node, index)];
    if (trigger.on !== 'confidence' || knowsConfidence(graph, node)) return [];
    if (trigger.missing !== 'fire') return [noConfidence(node, index)];
    // A script that says none is only not there yet, and the trigger says what is meant then.
    return node.kind === 'agent' ? [] : [alwaysMissing(node, index)];
  });

function noModel(node: Node, index: number): Problem {
  const message = `${nodeName(node)} is no agent, so there is no model that could choose this handoff; use a rule, or "always".`;
  return problem('error', 'no-model', ['handoffs', index, 'trigger'], message, toAlways(index));
}

const toAlways = (index: number): Fix =>
  fixed('Change to "always"', {
    op: 'replace',
    path: pointer(['handoffs', index, 'trigger']),
    value: { on: 'always' },
  });

/** A router that classifies says how certain it is; an agent is asked, unless it plays a script that says nothing of it. */
function knowsConfidence(graph: Graph, node: Node): boolean {
  if (node.kind === 'router') return node.classify !== undefined;
  if (node.kind !== 'agent') return false;
  return modelOf(graph, node) !== 'script' || (node.script?.some((step) => step.confidence !== undefined) ?? false);
}

function noConfidence(node: Node, index: number): Problem {
  const name = nodeName(node);
  const message =
    node.kind === 'agent'
      ? `No step of ${name}'s script says a confidence, so that this handoff cannot fire; add "confidence" to a step, or choose a model.`
      : `The confidence of ${name} is never known, so that this handoff cannot fire; use a rule.`;
  return problem('warning', 'no-confidence', ['handoffs', index, 'trigger'], message);
}

function alwaysMissing(node: Node, index: number): Problem {
  const message = `The confidence of ${nodeName(node)} is never known, so that this handoff fires every time, as "missing" says; use "always".`;
  return problem('warning', 'no-confidence', ['handoffs', index, 'trigger'], message, toAlways(index));
}
