/** Copy, cut, paste, duplicate. Their keys are the browser's own, which need no permission; a menu asks for it. */
import { ClipboardPaste, Copy, CopyPlus, Scissors } from 'lucide-react';
import {
  canCopy,
  copy as copySelection,
  cut as cutSelection,
  duplicate as duplicateSelection,
  pasteFromClipboard,
} from '../../canvas/clipboard.ts';
import { useCanvas } from '../../canvas/control.ts';
import type { Action } from './action.ts';

export const copy: Action = {
  id: 'copy',
  group: 'Edit',
  label: () => 'Copy',
  icon: Copy,
  shortcuts: ['mod+c'],
  native: true,
  enabled: canCopy,
  run: () => void copySelection(),
};

export const cut: Action = {
  id: 'cut',
  group: 'Edit',
  label: () => 'Cut',
  icon: Scissors,
  shortcuts: ['mod+x'],
  native: true,
  needs: 'edit',
  enabled: canCopy,
  run: () => void cutSelection(),
};

export const paste: Action = {
  id: 'paste',
  group: 'Edit',
  label: () => 'Paste',
  icon: ClipboardPaste,
  shortcuts: ['mod+v'],
  native: true,
  needs: 'edit',
  enabled: () => useCanvas.getState().open !== undefined,
  run: () => void pasteFromClipboard(),
};

export const duplicate: Action = {
  id: 'duplicate',
  group: 'Edit',
  label: () => 'Duplicate',
  icon: CopyPlus,
  shortcuts: ['mod+d'],
  needs: 'edit',
  enabled: canCopy,
  run: duplicateSelection,
};

export const clipboardActions = [copy, cut, paste, duplicate] as const satisfies readonly Action[];
