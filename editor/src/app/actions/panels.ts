/** Which panels of the editor are shown, and where the test panel is. */
import { PanelBottom, PanelLeft, PanelRight, PanelsTopLeft, SquareDashed } from 'lucide-react';
import { type Dock, useLayout } from '../layout.ts';
import type { Action } from './action.ts';

const always = (): boolean => true;

const panel = (which: 'palette' | 'inspector', name: string, icon: Action['icon'], shortcut: string): Action => ({
  id: `toggle-${which}`,
  group: 'View',
  label: () => name,
  icon,
  shortcuts: [shortcut],
  whileTyping: 'always',
  checked: () => useLayout.getState()[which],
  enabled: always,
  run: () => useLayout.getState().toggle(which),
});

const dock = (where: Dock, label: string, icon: Action['icon']): Action & { dock: Dock } => ({
  dock: where,
  id: `test-panel-${where}`,
  group: 'View',
  label: () => label,
  icon,
  shortcuts: [],
  checked: () => useLayout.getState().dock === where,
  enabled: always,
  run: () => useLayout.getState().setDock(where),
});

export const togglePalette: Action = { ...panel('palette', 'Palette', PanelLeft, 'mod+\\'), needs: 'edit' };
export const toggleInspector = panel('inspector', 'Inspector', PanelRight, 'mod+i');

const toggleTestPanel: Action = {
  id: 'toggle-test-panel',
  group: 'View',
  label: () => 'Test panel',
  icon: PanelsTopLeft,
  shortcuts: ['mod+.'],
  whileTyping: 'always',
  checked: () => useLayout.getState().dock !== 'hidden',
  enabled: always,
  run: () => useLayout.getState().toggleDock(),
};

export const dockings: readonly (Action & { dock: Dock })[] = [
  dock('below', 'Test panel below', PanelBottom),
  dock('right', 'Test panel right', PanelRight),
  dock('hidden', 'No test panel', SquareDashed),
];

export const panels: readonly Action[] = [togglePalette, toggleInspector, toggleTestPanel, ...dockings];
