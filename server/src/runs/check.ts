/** All that stands against running a graph here: what is wrong with it, and what this server lacks. */
import type { Models } from '@baton/runtime';
import { checkGraph, type Facts } from '@baton/shared/checks';
import { patternProblem } from '@baton/shared/patterns';
import type { Graph, Problem } from '@baton/shared/graph';

/** What a run finds here. */
export interface Here {
  models: Models;
  /** Used in place of every node's model. */
  model?: string | undefined;
  /** Ids of the MCP servers that the operator has configured; left out, they are not asked about. */
  servers?: ReadonlySet<string>;
}

/** @param facts what else is known, and told without keeping a run from starting. */
export function problemsHere(graph: Graph, { models, model, servers }: Here, facts: Facts = {}): Problem[] {
  const asked = model === undefined ? { modelProblem: (name: string) => models.problem(name) } : {};
  return checkGraph(graph, { patternProblem, ...(servers && { servers }), ...facts, ...asked });
}
