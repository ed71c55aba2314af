/** How the graph is looked at: nearer, farther, as a list, by a map, by searching. */
import { nodesOf } from '@baton/shared/graph';
import {
  Hand,
  ListTree,
  Map as MapIcon,
  Maximize,
  MousePointer2,
  Scan,
  Search,
  ZoomIn,
  ZoomOut,
  type LucideIcon,
} from 'lucide-react';
import { isMapped, setTool, showMap, showOutline, useCanvas } from '../../canvas/control.ts';
import { fitAll, fitSelection, zoom } from '../../canvas/viewing.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import type { Action } from './action.ts';

const canvas = () => useCanvas.getState();
const isOpen = (): boolean => canvas().open !== undefined;

const view = (
  id: string,
  label: string | (() => string),
  icon: LucideIcon,
  shortcuts: string[],
  run: () => void,
  enabled: () => boolean = isOpen,
): Action => ({
  id,
  group: id === 'find' ? 'Go to' : 'View',
  label: typeof label === 'string' ? () => label : label,
  icon,
  shortcuts,
  enabled,
  run,
});

const somethingSelected = (): boolean => {
  const { nodes, handoffs, notes } = useSelection.getState();
  return isOpen() && nodes.length + handoffs.length + notes.length > 0;
};

const mapShown = (): boolean => {
  const { graph } = useDocument.getState();
  return graph !== undefined && isMapped(canvas(), nodesOf(graph).length);
};

export const find = view('find', 'Search on the canvas', Search, ['mod+f'], () =>
  useCanvas.setState({ finding: true }),
);
export const showEverything = view('fit', 'Show everything', Maximize, ['shift+1'], fitAll);
export const showSelection = view(
  'fit-selection',
  'Show the selection',
  Scan,
  ['shift+2'],
  fitSelection,
  somethingSelected,
);

export const viewActions: readonly Action[] = [
  find,
  showEverything,
  showSelection,
  view('zoom-in', 'Zoom in', ZoomIn, ['mod+=', 'mod++', 'mod+shift++'], () => zoom('in')),
  view('zoom-out', 'Zoom out', ZoomOut, ['mod+-'], () => zoom('out')),
  view('zoom-life', 'Zoom to 100%', Search, ['mod+0', 'shift+0'], () => zoom('life')),
  view(
    'outline',
    () => (canvas().outline ? 'Hide the list' : 'Show the list'),
    ListTree,
    ['l'],
    () => showOutline(!canvas().outline),
  ),
  view(
    'map',
    () => (mapShown() ? 'Hide the map' : 'Show the map'),
    MapIcon,
    ['m'],
    () => showMap(!mapShown()),
  ),
  view('tool-select', 'Select by dragging', MousePointer2, ['v'], () => setTool('select')),
  view('tool-hand', 'Move the view by dragging', Hand, ['h'], () => setTool('hand')),
];
