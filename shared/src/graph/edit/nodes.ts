/** Edits of nodes: graph in, graph out. An id that is not there changes nothing. */
import type { Node, NodeKind, NodeOf } from '../../nodes/index.ts';
import { findNode, handoffsOf, nodesOf } from '../defaults.ts';
import type { Handoff } from '../handoff.ts';
import type { Position } from '../ids.ts';
import type { Graph } from '../schema.ts';
import { filtered, mapped, patched } from './patch.ts';

/** New values for a node's fields; undefined takes a field away. */
export type NodePatch = { [Kind in NodeKind]: Partial<Omit<NodeOf<Kind>, 'id' | 'kind'>> }[NodeKind];

/** The first node of a graph becomes its entry. */
export function addNode(graph: Graph, node: Node): Graph {
  if (findNode(graph, node.id)) return graph;
  const entry = findNode(graph, graph.entry) ? graph.entry : node.id;
  return patched(graph, { entry, nodes: [...nodesOf(graph), node] });
}

export function updateNode(graph: Graph, id: string, patch: NodePatch): Graph {
  return withNodes(graph, (node) => (node.id === id ? patched<Node>(node, patch) : node));
}

/** @param positions where each node goes, by id. Whole pixels are written, and no -0. */
export function moveNodes(graph: Graph, positions: ReadonlyMap<string, Position>): Graph {
  return withNodes(graph, (node) => {
    const to = positions.get(node.id);
    if (!to) return node;
    const position = { x: Math.round(to.x) + 0, y: Math.round(to.y) + 0 };
    if (node.position?.x === position.x && node.position.y === position.y) return node;
    return patched(node, { position });
  });
}

/** Takes nodes away with their handoffs. When the entry goes, the first node that is left takes its place. */
export function removeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = new Set(ids);
  const nodes = filtered(nodesOf(graph), (node) => !gone.has(node.id));
  if (nodes === graph.nodes || graph.nodes === undefined) return graph;
  const handoffs = mapped(
    filtered(handoffsOf(graph), ({ from, to }) => !gone.has(from) && !gone.has(to)),
    (handoff) => withResults(handoff, (results) => filtered(results, (id) => !gone.has(id))),
  );
  return patched(graph, {
    entry: gone.has(graph.entry) ? (nodes[0]?.id ?? graph.entry) : graph.entry,
    nodes: [...nodes],
    ...(graph.handoffs && { handoffs: handoffs === graph.handoffs ? graph.handoffs : [...handoffs] }),
  });
}

export function withNodes(graph: Graph, change: (node: Node) => Node): Graph {
  const nodes = mapped(nodesOf(graph), change);
  return graph.nodes === undefined || nodes === graph.nodes ? graph : patched(graph, { nodes: [...nodes] });
}

/** Changes the list of nodes whose outputs a handoff passes on. */
export function withResults(handoff: Handoff, change: (results: readonly string[]) => readonly string[]): Handoff {
  const results = handoff.context?.results;
  if (!handoff.context || !results) return handoff;
  const next = change(results);
  return next === results ? handoff : patched(handoff, { context: patched(handoff.context, { results: [...next] }) });
}
