import { removeHandoffs, removeNodes, findNode, nodeName } from '@baton/shared/graph';
import { mayRemove } from '@baton/shared/rules';
import { SquareX, Trash2 } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import type { Action } from './action.ts';

export const removeSelection: Action = {
  id: 'remove-selection',
  group: 'Edit',
  label: () => 'Delete',
  icon: Trash2,
  shortcuts: ['delete', 'backspace'],
  enabled() {
    const { graph } = useDocument.getState();
    return graph !== undefined && mayRemove(graph, useSelection.getState()).ok;
  },
  run() {
    const { graph, edit } = useDocument.getState();
    const { nodes, handoffs, clear } = useSelection.getState();
    if (!graph) return;
    edit(`Delete ${words(nodes, handoffs)}`, (now) => removeHandoffs(removeNodes(now, nodes), handoffs));
    clear();

    function words(nodeIds: readonly string[], handoffIds: readonly string[]): string {
      const node = graph && nodeIds.length === 1 && nodeIds[0] ? findNode(graph, nodeIds[0]) : undefined;
      if (node) return nodeName(node);
      if (nodeIds.length > 0) return `${nodeIds.length} nodes`;
      return handoffIds.length === 1 ? 'a handoff' : `${handoffIds.length} handoffs`;
    }
  },
};

export const clearSelection: Action = {
  id: 'clear-selection',
  group: 'Edit',
  label: () => 'Select nothing',
  icon: SquareX,
  shortcuts: ['escape'],
  enabled: () => useSelection.getState().nodes.length + useSelection.getState().handoffs.length > 0,
  run: () => useSelection.getState().clear(),
};
