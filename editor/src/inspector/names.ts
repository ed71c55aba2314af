/** Names of nodes and handoffs for people. */
import { findNode, type Graph, type Handoff, nodeName, triggerOf } from '@baton/shared/graph';
import { triggerWords } from '@baton/shared/triggers';

export function nameOf(graph: Graph, id: string): string {
  const node = findNode(graph, id);
  return node ? nodeName(node) : `${id} (not there any more)`;
}

/** What stands on the canvas: its own label, or its trigger in words. */
export const handoffWords = (handoff: Handoff): string => handoff.label || triggerWords(triggerOf(handoff));
