/** What the checks say of a document, and of one that is not even a graph for the moment. */
import { checkGraph } from '@baton/shared/checks';
import { type Graph, parseGraph, type Problem } from '@baton/shared/graph';

export function check(graph: Graph): readonly Problem[] {
  const parsed = parseGraph(graph);
  return parsed.ok ? checkGraph(parsed.graph) : parsed.problems;
}
