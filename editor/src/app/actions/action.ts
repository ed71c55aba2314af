/** A verb as one object: menus, keys, the toolbar and tests all use the same. */
import type { LucideIcon } from 'lucide-react';

export interface Action {
  id: string;
  label: () => string;
  icon: LucideIcon;
  /** Keys such as `mod+shift+z`; the first is the one that is shown. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  shortcuts: readonly string[];
  /** Also while a text is being typed. */
  whileTyping?: 'always' | 'document-fields';
  enabled: () => boolean;
  run: () => void;
}
