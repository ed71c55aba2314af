/** The id of a node or of a handoff, changed in every place that names it. */
import type { Node } from '../../nodes/index.ts';
import type { ScriptStep } from '../../nodes/script.ts';
import { findHandoff, findNode } from '../defaults.ts';
import type { Graph, Scenario } from '../schema.ts';
import { withHandoffs } from './handoffs.ts';
import { withNodes, withResults } from './nodes.ts';
import { mapped, patched } from './patch.ts';

/** @returns the graph itself when `id` is not there or `next` is taken. */
export function renameNode(graph: Graph, id: string, next: string): Graph {
  if (id === next || !findNode(graph, id) || findNode(graph, next)) return graph;
  const renamed = (name: string): string => (name === id ? next : name);
  const nodes = withNodes(graph, (node) => inScript(node.id === id ? patched(node, { id: next }) : node, renamed));
  const handoffs = withHandoffs(nodes, (handoff) =>
    withResults(patched(handoff, { from: renamed(handoff.from), to: renamed(handoff.to) }), (results) =>
      mapped(results, renamed),
    ),
  );
  const scenarios = handoffs.scenarios && mapped(handoffs.scenarios, (scenario) => inScenario(scenario, id, renamed));
  return patched(handoffs, {
    entry: renamed(handoffs.entry),
    ...(scenarios && scenarios !== handoffs.scenarios && { scenarios: [...scenarios] }),
  });
}

/** @returns the graph itself when `id` is not there or `next` is taken. */
export function renameHandoff(graph: Graph, id: string, next: string): Graph {
  if (id === next || !findHandoff(graph, id) || findHandoff(graph, next)) return graph;
  const renamed = (name: string): string => (name === id ? next : name);
  const handoffs = withHandoffs(graph, (handoff) => patched(handoff, { id: renamed(handoff.id) }));
  const scenarios = graph.scenarios && mapped(graph.scenarios, (scenario) => expecting(scenario, renamed));
  return scenarios === graph.scenarios || !scenarios ? handoffs : patched(handoffs, { scenarios: [...scenarios] });
}

function expecting(scenario: Scenario, renamed: (id: string) => string): Scenario {
  const { expect } = scenario;
  const handoffs = expect?.handoffs && mapped(expect.handoffs, renamed);
  return !handoffs || handoffs === expect.handoffs
    ? scenario
    : patched(scenario, { expect: patched(expect, { handoffs: [...handoffs] }) });
}

function inScript(node: Node, renamed: (id: string) => string): Node {
  if (node.kind !== 'agent' && node.kind !== 'router') return node;
  if (!node.script) return node;
  const script = mapped(node.script, (step) => inStep(step, renamed));
  return script === node.script ? node : patched(node, { script: [...script] });
}

function inStep(step: ScriptStep, renamed: (id: string) => string): ScriptStep {
  if (step.handoff === undefined) return step;
  if (typeof step.handoff === 'string') return patched(step, { handoff: renamed(step.handoff) });
  const handoff = mapped(step.handoff, renamed);
  return handoff === step.handoff ? step : patched(step, { handoff: [...handoff] });
}

/** Answers are given by node; a rename keeps their order. */
function inScenario(scenario: Scenario, id: string, renamed: (id: string) => string): Scenario {
  const { answers, expect } = scenario;
  const named = answers && Object.hasOwn(answers, id);
  const route = expect?.route && mapped(expect.route, renamed);
  return patched(scenario, {
    ...(named && {
      answers: Object.fromEntries(Object.entries(answers).map(([key, answer]) => [renamed(key), answer])),
    }),
    ...(route && route !== expect.route && { expect: patched(expect, { route: [...route] }) }),
  });
}
