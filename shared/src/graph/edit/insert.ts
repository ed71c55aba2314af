/** Puts a node between sender and receiver of a handoff: A → B becomes A → X → B. */
import type { Node } from '../../nodes/index.ts';
import { findHandoff, findNode } from '../defaults.ts';
import type { Graph } from '../schema.ts';
import { freshHandoff } from './fresh.ts';
import { addHandoff, updateHandoff } from './handoffs.ts';
import { addNode } from './nodes.ts';
import { patched } from './patch.ts';

/** @param node a new one, or one of the graph. The handoff keeps its trigger and what it passes on; the way on from the node is new. */
export function insertNode(graph: Graph, handoff: string, node: Node): Graph {
  const known = findHandoff(graph, handoff);
  if (!known || known.from === node.id || known.to === node.id) return graph;
  const withNode = findNode(graph, node.id) ? graph : addNode(graph, node);
  const trigger = known.trigger?.on === 'model' ? patched(known.trigger, { tool: undefined }) : known.trigger;
  const first = updateHandoff(withNode, handoff, { to: node.id, trigger });
  return addHandoff(first, freshHandoff(first, node.id, known.to));
}
