/** Which panels are shown, and where the test panel is. */
import { Check, PanelBottom, PanelRight, PanelsTopLeft, SquareDashed } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { Menu, MenuChoices, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { toggleJson } from './actions/view.ts';
import { type Dock, useLayout } from './layout.ts';

const choices = [
  { value: 'below', label: 'Test panel below', icon: <PanelBottom size={16} /> },
  { value: 'right', label: 'Test panel right', icon: <PanelRight size={16} /> },
  { value: 'hidden', label: 'No test panel', icon: <SquareDashed size={16} /> },
] as const satisfies { value: Dock; label: string; icon: unknown }[];

export function ViewMenu() {
  const { dock, setDock, inspector, palette, json, toggle } = useLayout();
  const tick = (shown: boolean) => <Check size={16} style={{ visibility: shown ? 'visible' : 'hidden' }} />;
  return (
    <Menu trigger={<IconButton label="View" icon={<PanelsTopLeft size={16} />} />}>
      <MenuChoices label="Test panel" value={dock} choices={choices} onChange={setDock} />
      <MenuSeparator />
      <MenuItem icon={tick(palette)} onSelect={() => toggle('palette')}>
        Palette
      </MenuItem>
      <MenuItem icon={tick(inspector)} onSelect={() => toggle('inspector')}>
        Inspector
      </MenuItem>
      <MenuItem icon={tick(json)} shortcut={toggleJson.shortcuts[0]} onSelect={toggleJson.run}>
        JSON
      </MenuItem>
    </Menu>
  );
}
