/** May this be deleted? */
import { findHandoff, findNode } from '../graph/defaults.ts';
import type { Graph } from '../graph/schema.ts';
import { no, type Verdict, yes } from './verdict.ts';

export function mayRemove(graph: Graph, what: { nodes: readonly string[]; handoffs: readonly string[] }): Verdict {
  const found = what.nodes.some((id) => findNode(graph, id)) || what.handoffs.some((id) => findHandoff(graph, id));
  return found ? yes : no('Select a node or a handoff first.');
}
