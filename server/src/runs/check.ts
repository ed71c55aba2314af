/** All that stands against running a graph here: what is wrong with it, and what this server lacks. */
import type { Models } from '@baton/runtime';
import { checkGraph, type Facts } from '@baton/shared/checks';
import { patternProblem } from '@baton/shared/patterns';
import type { Graph, Problem } from '@baton/shared/graph';

/**
 * @param model used in place of every node's model.
 * @param facts what else is known of this server.
 */
export function problemsHere(graph: Graph, models: Models, model?: string, facts: Facts = {}): Problem[] {
  const asked = model === undefined ? { modelProblem: (name: string) => models.problem(name) } : {};
  return checkGraph(graph, { patternProblem, ...facts, ...asked });
}
