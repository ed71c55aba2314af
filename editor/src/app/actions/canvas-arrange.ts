/** Where things stand: laid out, aligned, distributed. */
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  type LucideIcon,
  Waypoints,
} from 'lucide-react';
import { arrangeAll as layOutAll, arrangeSelection as layOutSelection } from '../../canvas/arranging.ts';
import { useCanvas } from '../../canvas/control.ts';
import { alignSelection, distributeSelection } from '../../canvas/gestures.ts';
import type { Edge } from '../../canvas/ordering.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import type { Action } from './action.ts';

const count = (): number => useSelection.getState().nodes.length + useSelection.getState().notes.length;

export const arrangeAll: Action = {
  id: 'arrange',
  group: 'Arrange',
  label: () => 'Arrange everything',
  icon: Waypoints,
  shortcuts: ['alt+shift+l'],
  needs: 'edit',
  enabled: () => useDocument.getState().graph !== undefined && !useCanvas.getState().arranging,
  run: layOutAll,
};

export const arrangeSelection: Action = {
  id: 'arrange-selection',
  group: 'Arrange',
  label: () => 'Arrange the selection',
  icon: Waypoints,
  shortcuts: ['alt+l'],
  needs: 'edit',
  enabled: () => useSelection.getState().nodes.length > 1 && !useCanvas.getState().arranging,
  run: layOutSelection,
};

const align = (edge: Edge, words: string, icon: LucideIcon, key: string): Action => ({
  id: `align-${edge}`,
  group: 'Arrange',
  label: () => words,
  icon,
  shortcuts: [key],
  needs: 'edit',
  enabled: () => count() > 1,
  run: () => alignSelection(edge),
});

const distribute = (axis: 'x' | 'y', words: string, icon: LucideIcon, key: string): Action => ({
  id: `distribute-${axis}`,
  group: 'Arrange',
  label: () => words,
  icon,
  shortcuts: [key],
  needs: 'edit',
  enabled: () => count() > 2,
  run: () => distributeSelection(axis),
});

export const arrangeActions: readonly Action[] = [
  arrangeAll,
  arrangeSelection,
  align('left', 'Align left', AlignStartVertical, 'alt+a'),
  align('center', 'Align centers', AlignCenterVertical, 'alt+h'),
  align('right', 'Align right', AlignEndVertical, 'alt+d'),
  align('top', 'Align top', AlignStartHorizontal, 'alt+w'),
  align('middle', 'Align middles', AlignCenterHorizontal, 'alt+v'),
  align('bottom', 'Align bottom', AlignEndHorizontal, 'alt+s'),
  distribute('x', 'Distribute across', AlignHorizontalDistributeCenter, 'alt+shift+h'),
  distribute('y', 'Distribute down', AlignVerticalDistributeCenter, 'alt+shift+v'),
];
