/** What of the editor's frame is shown and where; remembered in this browser. */
import { create } from 'zustand';
import { recall, remember } from '../ui/remembered.ts';

export const docks = ['below', 'right', 'hidden'] as const;
export type Dock = (typeof docks)[number];

interface LayoutStore {
  /** Where the test panel is. */
  dock: Dock;
  inspector: boolean;
  palette: boolean;
  setDock: (dock: Dock) => void;
  toggle: (panel: 'inspector' | 'palette') => void;
}

export const useLayout = create<LayoutStore>((set, get) => ({
  dock: docks.find((dock) => dock === recall('dock')) ?? 'below',
  inspector: recall('inspector') !== 'hidden',
  palette: recall('palette') !== 'hidden',
  setDock(dock) {
    remember('dock', dock);
    set({ dock });
  },
  toggle(panel) {
    const shown = !get()[panel];
    remember(panel, shown ? 'shown' : 'hidden');
    set(panel === 'inspector' ? { inspector: shown } : { palette: shown });
  },
}));
