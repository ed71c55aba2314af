/** What is new on the canvas: nodes, notes, and what comes after a node. */
import { ArrowRightToLine, Frame, Plus, StickyNote } from 'lucide-react';
import { addNoteAt, frameSelection } from '../../canvas/adding.ts';
import { newPlace, onScreen, useCanvas } from '../../canvas/control.ts';
import { placesOf } from '../../canvas/places.ts';
import { cardHeight, cardWidth } from '../../canvas/sizes.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import type { Action } from './action.ts';

const isOpen = (): boolean => useCanvas.getState().open !== undefined;

export const addNode: Action = {
  id: 'add-node',
  group: 'Canvas',
  label: () => 'Add a node',
  icon: Plus,
  shortcuts: ['a', '/'],
  keyOnly: true,
  needs: 'edit',
  enabled: isOpen,
  run() {
    const at = newPlace();
    useCanvas.setState({ picker: { to: 'add', at, screen: onScreen(at) } });
  },
};

export const handOver: Action = {
  id: 'hand-over',
  group: 'Canvas',
  label: () => 'Hand over to …',
  icon: ArrowRightToLine,
  shortcuts: ['c'],
  needs: 'edit',
  enabled: () => isOpen() && useSelection.getState().nodes.length === 1,
  run() {
    const { graph } = useDocument.getState();
    const [from] = useSelection.getState().nodes;
    const at = graph && from !== undefined ? placesOf(graph).get(from) : undefined;
    if (from === undefined || !at) return;
    const screen = onScreen({ x: at.x + cardWidth + 16, y: at.y + cardHeight / 2 });
    useCanvas.setState({ picker: { to: 'hand-over', from, at: undefined, screen } });
  },
};

export const addNote: Action = {
  id: 'add-note',
  group: 'Canvas',
  label: () => 'Add a note',
  icon: StickyNote,
  shortcuts: ['n'],
  needs: 'edit',
  enabled: isOpen,
  run: () => addNoteAt(newPlace()),
};

export const frame: Action = {
  id: 'frame-selection',
  group: 'Canvas',
  label: () => 'Frame in a note',
  icon: Frame,
  shortcuts: ['mod+g'],
  needs: 'edit',
  enabled: () => isOpen() && useSelection.getState().nodes.length > 0,
  run: frameSelection,
};

export const addActions = [addNode, handOver, addNote, frame] as const satisfies readonly Action[];
