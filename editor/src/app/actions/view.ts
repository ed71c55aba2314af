import { Braces } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import { useLayout } from '../layout.ts';
import type { Action } from './action.ts';

export const toggleJson: Action = {
  id: 'toggle-json',
  group: 'View',
  label: () => 'Graph as JSON',
  icon: Braces,
  shortcuts: ['mod+j'],
  whileTyping: 'always',
  checked: () => useLayout.getState().json,
  enabled: () => useDocument.getState().graph !== undefined,
  run: () => useLayout.getState().toggle('json'),
};
