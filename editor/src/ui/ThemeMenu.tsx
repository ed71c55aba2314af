/** Light, dark, or as the system says. */
import { Moon, Sun, SunMoon } from 'lucide-react';
import { IconButton } from './Button.tsx';
import { Menu, MenuChoices } from './Menu.tsx';
import { type Theme, useTheme } from './theme.ts';

export const themeChoices: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const icons = { system: <SunMoon size={16} />, light: <Sun size={16} />, dark: <Moon size={16} /> };

export function ThemeMenu() {
  const { theme, setTheme } = useTheme();
  const choices = themeChoices.map((choice) => ({ ...choice, icon: icons[choice.value] }));
  return (
    <Menu trigger={<IconButton label="Theme" icon={icons[theme]} />}>
      <MenuChoices label="Theme" value={theme} choices={choices} onChange={setTheme} />
    </Menu>
  );
}
