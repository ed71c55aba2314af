/** Which panels are shown, where the test panel is, and which keys there are. */
import { Check, PanelsTopLeft } from 'lucide-react';
import { useMay } from '../api/useSession.ts';
import { IconButton } from '../ui/Button.tsx';
import { Menu, MenuChoices, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import type { Action } from './actions/action.ts';
import { listShortcuts } from './actions/everywhere.ts';
import { dockings, toggleInspector, togglePalette } from './actions/panels.ts';
import { toggleJson } from './actions/view.ts';
import { useLayout } from './layout.ts';

export function ViewMenu() {
  const { dock, setDock } = useLayout();
  const mayEdit = useMay('edit');
  const choices = dockings.map(({ dock: value, label, icon: Icon }) => ({
    value,
    label: label(),
    icon: <Icon size={16} />,
  }));
  return (
    <Menu trigger={<IconButton label="View" icon={<PanelsTopLeft size={16} />} />}>
      <MenuChoices label="Test panel" value={dock} choices={choices} onChange={setDock} />
      <MenuSeparator />
      {mayEdit && <Toggle action={togglePalette} />}
      <Toggle action={toggleInspector} />
      <Toggle action={toggleJson} />
      <MenuSeparator />
      <MenuItem
        icon={<listShortcuts.icon size={16} />}
        shortcut={listShortcuts.shortcuts[0]}
        onSelect={() => requestAnimationFrame(listShortcuts.run)}
      >
        {listShortcuts.label()}
      </MenuItem>
    </Menu>
  );
}

function Toggle({ action }: { action: Action }) {
  return (
    <MenuItem
      icon={<Check size={16} style={{ visibility: action.checked?.() ? 'visible' : 'hidden' }} />}
      shortcut={action.shortcuts[0]}
      onSelect={action.run}
    >
      {action.label()}
    </MenuItem>
  );
}
