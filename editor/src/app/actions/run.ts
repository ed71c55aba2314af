import { Play } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import type { Action } from './action.ts';

export const run: Action = {
  id: 'run',
  label: () => 'Run',
  icon: Play,
  shortcuts: ['mod+enter'],
  whileTyping: 'always',
  enabled: () => useDocument.getState().graph !== undefined,
  run: () => undefined,
};
