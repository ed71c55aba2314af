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
