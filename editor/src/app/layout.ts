/** What of the editor's frame is shown and where; remembered in this browser. */
import { create } from 'zustand';
import { recall, remember } from '../ui/remembered.ts';

export const docks = ['below', 'right', 'hidden'] as const;
export type Dock = (typeof docks)[number];

type Panel = 'inspector' | 'palette' | 'json';

interface LayoutStore {
  /** Where the test panel is. */
  dock: Dock;
  inspector: boolean;
  palette: boolean;
  /** The graph as JSON, beside the canvas. */
  json: boolean;
  setDock: (dock: Dock) => void;
  /** Hides the test panel, or shows it where it was. */
  toggleDock: () => void;
  toggle: (panel: Panel) => void;
}

export const useLayout = create<LayoutStore>((set, get) => ({
  dock: docks.find((dock) => dock === recall('dock')) ?? 'below',
  inspector: recall('inspector') !== 'hidden',
  palette: recall('palette') !== 'hidden',
  json: recall('json') === 'shown',
  setDock(dock) {
    remember('dock', dock);
    if (dock !== 'hidden') remember('last-dock', dock);
    set({ dock });
  },
  toggleDock() {
    const last = docks.find((dock) => dock === recall('last-dock')) ?? 'below';
    get().setDock(get().dock === 'hidden' ? last : 'hidden');
  },
  toggle(panel) {
    const shown = !get()[panel];
    remember(panel, shown ? 'shown' : 'hidden');
    set({ [panel]: shown });
  },
}));
