/** A verb as one object: menus, keys, the palette of commands, the list of shortcuts and tests all use the same. */
import type { KeyScope } from '@baton/shared/api';
import type { LucideIcon } from 'lucide-react';
import { mayNow } from '../../api/useSession.ts';

export const actionGroups = ['Run', 'Edit', 'Canvas', 'Arrange', 'View', 'Go to'] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface Action {
  id: string;
  /** Under which it stands in the list of shortcuts. */
  group: ActionGroup;
  label: () => string;
  icon: LucideIcon;
  /** Keys such as `mod+shift+z`; the first is the one that is shown. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  shortcuts: readonly string[];
  /** Also while a text is being typed. */
  whileTyping?: 'always' | 'document-fields';
  /** What it is about is on: a panel that is shown, the theme in use. */
  checked?: () => boolean;
  /** The browser makes an event of its own of these keys (copy, paste), which is answered instead. */
  native?: true;
  /** Has only its key: the palette of commands offers what this would lead to. */
  keyOnly?: true;
  /** The right that it takes, where looking is not enough. */
  needs?: Extract<KeyScope, 'run' | 'edit'>;
  enabled: () => boolean;
  run: () => void;
}

export const isAllowed = ({ needs }: Action): boolean => needs === undefined || mayNow(needs);
/** Whether it can be done now, by whoever looks at this page. */
export const isOn = (action: Action): boolean => isAllowed(action) && action.enabled();
