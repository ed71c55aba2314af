/** May this be deleted? */
import { findHandoff, findNode } from '../graph/defaults.ts';
import type { Graph } from '../graph/schema.ts';
import { no, type Verdict, yes } from './verdict.ts';

interface Removable {
  nodes: readonly string[];
  handoffs: readonly string[];
  notes?: readonly string[];
}

export function mayRemove(graph: Graph, what: Removable): Verdict {
  const { nodes, handoffs, notes = [] } = what;
  const known = new Set(graph.notes?.map(({ id }) => id));
  const found =
    nodes.some((id) => findNode(graph, id)) ||
    handoffs.some((id) => findHandoff(graph, id)) ||
    notes.some((id) => known.has(id));
  return found ? yes : no('Select a node or a handoff first.');
}
