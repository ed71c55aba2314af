/** What can be done on every screen. Light, since the home screen loads it. */
import { CircleHelp, History, House, Moon, Search, Settings, Sun, SunMoon } from 'lucide-react';
import { navigate, pathTo } from '../../routing/router.ts';
import { type Theme, useTheme } from '../../ui/theme.ts';
import { showCommands } from '../commands/commands.ts';
import type { Action } from './action.ts';

const always = (): boolean => true;

export const findAnything: Action = {
  id: 'find-anything',
  group: 'Go to',
  label: () => 'Find anything',
  icon: Search,
  shortcuts: ['mod+k'],
  keyOnly: true,
  whileTyping: 'always',
  enabled: always,
  run: () => showCommands('palette'),
};

export const listShortcuts: Action = {
  id: 'list-shortcuts',
  group: 'View',
  label: () => 'Keyboard shortcuts',
  icon: CircleHelp,
  shortcuts: ['?'],
  enabled: always,
  run: () => showCommands('shortcuts'),
};

const goTo = (id: string, label: string, icon: Action['icon'], path: string): Action => ({
  id,
  group: 'Go to',
  label: () => label,
  icon,
  shortcuts: [],
  enabled: () => location.pathname !== path,
  run: () => navigate(path),
});

const look = (theme: Theme, label: string, icon: Action['icon']): Action => ({
  id: `theme-${theme}`,
  group: 'View',
  label: () => label,
  icon,
  shortcuts: [],
  checked: () => useTheme.getState().theme === theme,
  enabled: always,
  run: () => useTheme.getState().setTheme(theme),
});

export const everywhere: readonly Action[] = [
  findAnything,
  goTo('go-home', 'Your graphs', House, pathTo.home),
  goTo('go-runs', 'Runs', History, pathTo.runs),
  goTo('go-settings', 'Settings', Settings, pathTo.settings),
  look('light', 'Light theme', Sun),
  look('dark', 'Dark theme', Moon),
  look('system', 'Theme as the system', SunMoon),
  listShortcuts,
];
