/** Where in a graph a problem is: the node, the handoff, or the graph's own settings, and the field in it. */
import { type Graph, handoffsOf, nodeName, nodesOf, pointer, pointerKeys, type Problem } from '@baton/shared/graph';

export type Place = { in: 'node' | 'handoff'; id: string; field: string } | { in: 'graph'; field: string };

/** @param path a JSON Pointer into the graph. */
export function placeOf(graph: Graph, path: string): Place {
  const [list, index, ...field] = pointerKeys(path);
  const entry =
    list === 'nodes'
      ? nodesOf(graph)[Number(index)]
      : list === 'handoffs'
        ? handoffsOf(graph)[Number(index)]
        : undefined;
  if (!entry) return { in: 'graph', field: path };
  return { in: list === 'nodes' ? 'node' : 'handoff', id: entry.id, field: pointer(field) };
}

/** The place in words: `Triage`, `Triage → Billing`, `Graph settings`. */
export function placeWords(graph: Graph, place: Place): string {
  const name = (id: string): string => {
    const node = nodesOf(graph).find((entry) => entry.id === id);
    return node ? nodeName(node) : id;
  };
  if (place.in === 'graph') return partWords(graph, place.field) ?? 'Graph settings';
  if (place.in === 'node') return name(place.id);
  const handoff = handoffsOf(graph).find((entry) => entry.id === place.id);
  return handoff ? `${name(handoff.from)} → ${name(handoff.to)}` : place.id;
}

/** A part of the graph's settings that has a name of its own. @param path in the graph. */
export function partWords(graph: Graph, path: string): string | undefined {
  const [list, key] = pointerKeys(path);
  if (key === undefined) return undefined;
  if (list === 'state') return `state.${key}`;
  if (list === 'tools') return graph.tools?.[Number(key)]?.id;
  const scenario = list === 'scenarios' ? graph.scenarios?.[Number(key)] : undefined;
  return scenario && (scenario.name ?? scenario.id);
}

/** The problems of one node, handoff, or of the graph itself, with paths that begin there. */
export function problemsAt(
  graph: Graph,
  problems: readonly Problem[],
  at: { in: Place['in']; id?: string },
): Problem[] {
  return problems.flatMap((problem) => {
    const place = placeOf(graph, problem.path);
    const here = place.in === at.in && (place.in === 'graph' || place.id === at.id);
    return here ? [{ ...problem, path: place.field }] : [];
  });
}
