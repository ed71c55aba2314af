/** Edits of a graph's own settings. */
import type { Graph, LimitName, StateValue } from '../schema.ts';
import { patched } from './patch.ts';

/** New values for a graph's own fields; undefined takes a field away. */
export type GraphPatch = Partial<Omit<Graph, 'format' | 'id' | 'nodes' | 'handoffs'>>;

export const updateGraph = (graph: Graph, patch: GraphPatch): Graph => patched(graph, patch);

/** @param value undefined goes back to the default. */
export function setLimit(graph: Graph, name: LimitName, value: number | undefined): Graph {
  const limits = patched(graph.limits ?? {}, { [name]: value });
  return patched(graph, { limits: Object.keys(limits).length === 0 ? undefined : limits });
}

/** @param value undefined takes the key away. */
export function setStateValue(graph: Graph, key: string, value: StateValue | undefined): Graph {
  const state = patched(graph.state ?? {}, { [key]: value });
  return patched(graph, { state: Object.keys(state).length === 0 ? undefined : state });
}

/** Renames a state key where it stands; a key that is taken changes nothing. Expressions are the writer's. */
export function renameStateKey(graph: Graph, key: string, next: string): Graph {
  if (!graph.state || !Object.hasOwn(graph.state, key) || Object.hasOwn(graph.state, next)) return graph;
  const state = Object.fromEntries(
    Object.entries(graph.state).map(([name, value]) => [name === key ? next : name, value]),
  );
  return patched(graph, { state });
}
