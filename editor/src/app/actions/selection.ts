/** What is done with what is selected, and selecting itself. */
import { mayRemove } from '@baton/shared/rules';
import {
  ArrowLeftFromLine,
  ArrowRightFromLine,
  Flag,
  PencilLine,
  Power,
  SquareDashedMousePointer,
  SquareX,
  Trash2,
} from 'lucide-react';
import { removeSelected, startAt, switchable, switchSelected } from '../../canvas/changing.ts';
import { useCanvas } from '../../canvas/control.ts';
import { selectAll as selectEverything, selectAlong } from '../../canvas/selecting.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import type { Action } from './action.ts';

const selected = () => useSelection.getState();
const oneNode = (): string | undefined => {
  const { nodes, handoffs, notes } = selected();
  return nodes.length === 1 && handoffs.length + notes.length === 0 ? nodes[0] : undefined;
};

export const removeSelection: Action = {
  id: 'remove-selection',
  group: 'Edit',
  label: () => 'Delete',
  icon: Trash2,
  shortcuts: ['delete', 'backspace'],
  needs: 'edit',
  enabled() {
    const { graph } = useDocument.getState();
    return graph !== undefined && mayRemove(graph, selected()).ok;
  },
  run: removeSelected,
};

const clearSelection: Action = {
  id: 'clear-selection',
  group: 'Edit',
  label: () => 'Select nothing',
  icon: SquareX,
  shortcuts: ['escape'],
  enabled: () => selected().nodes.length + selected().handoffs.length + selected().notes.length > 0,
  run: () => selected().clear(),
};

export const selectAll: Action = {
  id: 'select-all',
  group: 'Edit',
  label: () => 'Select everything',
  icon: SquareDashedMousePointer,
  shortcuts: ['mod+a'],
  enabled: () => useDocument.getState().graph !== undefined,
  run: selectEverything,
};

export const selectDownstream: Action = {
  id: 'select-downstream',
  group: 'Edit',
  label: () => 'Select what comes after',
  icon: ArrowRightFromLine,
  shortcuts: ['mod+shift+arrowright'],
  enabled: () => selected().nodes.length > 0,
  run: () => selectAlong('down'),
};

export const selectUpstream: Action = {
  id: 'select-upstream',
  group: 'Edit',
  label: () => 'Select what leads here',
  icon: ArrowLeftFromLine,
  shortcuts: ['mod+shift+arrowleft'],
  enabled: () => selected().nodes.length > 0,
  run: () => selectAlong('up'),
};

/** A node is switched off by switching off what leads to it, so the start has no switch. */
export const switchSelection: Action = {
  id: 'switch',
  group: 'Canvas',
  label() {
    const { graph } = useDocument.getState();
    return graph && !switchable(graph).on ? 'Switch on' : 'Switch off';
  },
  icon: Power,
  shortcuts: ['d'],
  needs: 'edit',
  enabled() {
    const { graph } = useDocument.getState();
    return graph !== undefined && switchable(graph).ids.length > 0;
  },
  run: switchSelected,
};

export const startHere: Action = {
  id: 'start-here',
  group: 'Canvas',
  label: () => 'Start here',
  icon: Flag,
  shortcuts: [],
  needs: 'edit',
  enabled: () => oneNode() !== undefined && oneNode() !== useDocument.getState().graph?.entry,
  run() {
    const node = oneNode();
    if (node !== undefined) startAt(node);
  },
};

/** Goes to the first field of what is selected, which for a node is its name. */
export const rename: Action = {
  id: 'rename',
  group: 'Edit',
  label: () => 'Edit',
  icon: PencilLine,
  shortcuts: ['f2', 'e'],
  needs: 'edit',
  enabled: () => selected().nodes.length + selected().handoffs.length + selected().notes.length === 1,
  run() {
    const [note] = selected().notes;
    if (note !== undefined) return useCanvas.setState({ writing: note });
    useCanvas.getState().open?.edit();
  },
};

export const selectionActions = [
  rename,
  switchSelection,
  startHere,
  selectDownstream,
  selectUpstream,
  selectAll,
  clearSelection,
  removeSelection,
] as const satisfies readonly Action[];
