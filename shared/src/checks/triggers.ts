/** A trigger needs something of its sender: a model that can choose, or a confidence that is known. */
import { modelOf, nodeName, triggerOf } from '../graph/defaults.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import type { Node } from '../nodes/index.ts';
import { fixed, problem, type Check } from './check.ts';

export const triggers: Check = ({ graph, handoffs, byId }) =>
  handoffs.flatMap((handoff, index) => {
    const node = byId.get(handoff.from);
    if (!node) return [];
    const { on } = triggerOf(handoff);
    if ((on === 'model' || on === 'capability') && node.kind !== 'agent') return [noModel(node, index)];
    if (on === 'confidence' && !knowsConfidence(graph, node)) return [noConfidence(node, index)];
    return [];
  });

function noModel(node: Node, index: number): Problem {
  const path = ['handoffs', index, 'trigger'];
  const message = `${nodeName(node)} is no agent, so there is no model that could choose this handoff; use a rule, or "always".`;
  const always = { op: 'replace', path: pointer(path), value: { on: 'always' } } as const;
  return problem('error', 'no-model', path, message, fixed('Change to "always"', always));
}

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
