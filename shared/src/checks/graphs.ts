/** Graphs inside of graphs: each of them is there, and none of them calls itself on every way through. */
import { nodeName, nodesOf } from '../graph/defaults.ts';
import type { Problem } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import type { Facts } from './facts.ts';
import { problem, surveyOf, type Check, type Survey } from './check.ts';
import { mayEnd, reached } from './ways.ts';

export const graphs: Check = (survey) => [...unknownGraphs(survey), ...endless(survey)];

interface Named {
  graph: string;
  version?: number | undefined;
  path: readonly PropertyKey[];
}

function namedIn({ nodes, graph }: Survey): Named[] {
  return [
    ...nodes.flatMap((node, index) =>
      node.kind === 'graph' ? [{ graph: node.graph, version: node.version, path: ['nodes', index, 'graph'] }] : [],
    ),
    ...(graph.tools ?? []).flatMap((tool, index) =>
      tool.type === 'graph' ? [{ graph: tool.graph, version: tool.version, path: ['tools', index, 'graph'] }] : [],
    ),
  ];
}

function unknownGraphs(survey: Survey): Problem[] {
  const { graph: find } = survey.facts;
  if (!find) return [];
  return namedIn(survey).flatMap(({ graph, version, path }) => {
    if (graph === survey.graph.id || find(graph, version)) return [];
    const which = version === undefined ? '' : ` in version ${version}`;
    const message = `There is no graph "${graph}"${which} here; choose one that there is, or make it first.`;
    return [problem('error', 'unknown-graph', path, message)];
  });
}

/** Every way through the graph comes to a node that runs the graph again: it would go on until the limit on depth. */
function endless(survey: Survey): Problem[] {
  const calls = unavoidable(survey);
  return calls.flatMap((index) => {
    const node = survey.nodes[index];
    if (node?.kind !== 'graph' || !comesBack(survey.graph, node.graph, survey.facts)) return [];
    const through = node.graph === survey.graph.id ? '' : `, through "${node.graph}"`;
    const message = `${nodeName(node)} runs this graph again${through}, and no way through it goes past ${nodeName(node)}, so that it never ends; draw a way that ends before.`;
    return [problem('warning', 'endless-graph', ['nodes', index, 'graph'], message)];
  });
}

/** @returns the places of the graph nodes without which a run cannot end. */
function unavoidable(survey: Survey): number[] {
  const { graph, nodes } = survey;
  const inner = new Set(nodes.filter((node) => node.kind === 'graph').map((node) => node.id));
  if (inner.size === 0) return [];
  return nodes.flatMap((node, index) => {
    if (!inner.has(node.id)) return [];
    const past = reached(survey, [graph.entry], ({ from }) => from !== node.id);
    if (!past.delete(node.id)) return [];
    return [...past].some((id) => mayEnd(survey, id)) ? [] : [index];
  });
}

/** Whether a graph comes to the graph at home on every way, itself or through others. */
function comesBack(home: Graph, id: string, facts: Facts): boolean {
  const seen = new Set<string>();
  for (const open = [id]; open.length > 0;) {
    const next = open.pop() ?? '';
    if (next === home.id) return true;
    const graph = seen.has(next) ? undefined : facts.graph?.(next);
    seen.add(next);
    if (!graph) continue;
    const survey = surveyOf(graph, facts);
    for (const index of unavoidable(survey)) {
      const node = nodesOf(graph)[index];
      if (node?.kind === 'graph') open.push(node.graph);
    }
  }
  return false;
}
