/** All that stands against running a graph here: what is wrong with it, what this version does not run, missing models. */
import { unsupported, type Models } from '@baton/runtime';
import { checkGraph } from '@baton/shared/checks';
import { modelOf, nodesOf, type Graph, type Problem } from '@baton/shared/graph';

/** @param model used in place of every node's model. */
export function problemsHere(graph: Graph, models: Models, model?: string): Problem[] {
  return [...checkGraph(graph), ...unsupported(graph), ...(model === undefined ? missingModels(graph, models) : [])];
}

function missingModels(graph: Graph, models: Models): Problem[] {
  const seen = new Set<string>();
  return nodesOf(graph).flatMap((node, index): Problem[] => {
    if (node.kind !== 'agent' && !(node.kind === 'router' && node.classify)) return [];
    const model = modelOf(graph, node);
    // One default that is missing is one problem, however many nodes use it.
    const path = node.model === undefined ? '/defaults/model' : `/nodes/${index}/model`;
    const message = models.problem(model);
    if (message === undefined || seen.has(path)) return [];
    seen.add(path);
    return [{ severity: 'error', code: 'unknown-model', path, message }];
  });
}
