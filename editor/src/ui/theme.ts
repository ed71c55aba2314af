/** Light, dark, or as the system says; remembered, and set on the root element, from which every colour follows. */
import { create } from 'zustand';
import { recall, remember } from './remembered.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

interface ThemeStore {
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

export const useTheme = create<ThemeStore>((set) => ({
  theme: themes.find((theme) => theme === recall('theme')) ?? 'system',
  setTheme(theme) {
    remember('theme', theme);
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    set({ theme });
  },
}));
