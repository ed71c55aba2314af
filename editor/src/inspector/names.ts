/** What a node is called. */
import { findNode, type Graph, nodeName } from '@baton/shared/graph';

export function nameOf(graph: Graph, id: string): string {
  const node = findNode(graph, id);
  return node ? nodeName(node) : `${id} (not there any more)`;
}
