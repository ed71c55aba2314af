/** The graphs of a simulation: the run's own and those that it calls. Finds what stands at a place of a run. */
import { findHandoff, type Graph, type Handoff } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { beside, localId, locate, type Graphs } from '../../places.ts';

export interface Documents {
  graph: Graph;
  graphs: Graphs;
}

export const nodeAt = ({ graph, graphs }: Documents, place: string): Node | undefined =>
  locate(graph, graphs, place)?.node;

export const graphAt = ({ graph, graphs }: Documents, place: string): Graph | undefined =>
  locate(graph, graphs, place)?.graph;

/** A handoff as its graph has it, by the name that the run knows it by: beside its sender. */
export function handoffAt(documents: Documents, id: string, from: string): Handoff | undefined {
  const graph = graphAt(documents, from);
  const handoff = graph && findHandoff(graph, localId(id));
  return handoff && beside(from, handoff.id) === id ? handoff : undefined;
}

/** The node that calls the graph which a place stands in: a graph node, or a node whose tool the graph is. */
export function callerOf(documents: Documents, place: string): string {
  const path = place.slice(0, place.lastIndexOf('/'));
  return nodeAt(documents, path)?.kind === 'graph' ? path : path.slice(0, path.lastIndexOf('/'));
}
