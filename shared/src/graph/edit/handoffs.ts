/** Edits of handoffs: graph in, graph out. An id that is not there changes nothing. */
import { findHandoff, handoffsFrom, handoffsOf } from '../defaults.ts';
import type { Handoff } from '../handoff.ts';
import type { Graph } from '../schema.ts';
import { filtered, mapped, patched } from './patch.ts';

/** New values for a handoff's fields; undefined takes a field away. */
export type HandoffPatch = Partial<Omit<Handoff, 'id'>>;

export function addHandoff(graph: Graph, handoff: Handoff): Graph {
  if (findHandoff(graph, handoff.id)) return graph;
  return patched(graph, { handoffs: [...handoffsOf(graph), handoff] });
}

export function updateHandoff(graph: Graph, id: string, patch: HandoffPatch): Graph {
  return withHandoffs(graph, (handoff) => (handoff.id === id ? patched(handoff, patch) : handoff));
}

export function removeHandoffs(graph: Graph, ids: Iterable<string>): Graph {
  const gone = new Set(ids);
  const handoffs = filtered(handoffsOf(graph), (handoff) => !gone.has(handoff.id));
  return graph.handoffs === undefined || handoffs === graph.handoffs
    ? graph
    : patched(graph, { handoffs: [...handoffs] });
}

/**
 * Moves a handoff within the order in which its node asks its handoffs.
 * @param index its new place among the handoffs of its node, from 0. Handoffs of other nodes stay where they are.
 */
export function reorderHandoff(graph: Graph, id: string, index: number): Graph {
  const handoff = findHandoff(graph, id);
  if (!handoff) return graph;
  const order = handoffsFrom(graph, handoff.from);
  const others = order.filter((other) => other.id !== id);
  const place = Math.max(0, Math.min(index, others.length));
  const next = others.toSpliced(place, 0, handoff).values();
  return withHandoffs(graph, (entry) => (entry.from === handoff.from ? (next.next().value ?? entry) : entry));
}

export function withHandoffs(graph: Graph, change: (handoff: Handoff) => Handoff): Graph {
  const handoffs = mapped(handoffsOf(graph), change);
  return graph.handoffs === undefined || handoffs === graph.handoffs
    ? graph
    : patched(graph, { handoffs: [...handoffs] });
}
