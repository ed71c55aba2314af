/** The nodes of the open graph, to be gone to by name. */
import { nodeName, nodesOf } from '@baton/shared/graph';
import { nodeKinds } from '@baton/shared/nodes';
import { focusSpot } from '../../canvas/focus.ts';
import { useDocument } from '../../document/document.ts';
import type { Target } from './commands.ts';

export function nodeTargets(): Target[] {
  const { graph } = useDocument.getState();
  if (!graph) return [];
  return nodesOf(graph).map((node) => ({
    id: `${graph.id}/${node.id}`,
    label: nodeName(node),
    detail: node.description ?? nodeKinds[node.kind].title,
    icon: nodeKinds[node.kind].icon,
    run: () => focusSpot({ in: 'node', id: node.id }),
  }));
}
