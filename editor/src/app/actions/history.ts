import { Redo2, Undo2 } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import type { Action } from './action.ts';

const label = (verb: string, step: { label: string } | undefined): string =>
  step?.label ? `${verb}: ${step.label}` : verb;

/** In a field of the inspector too: what is typed there is an edit like any other. */
export const undo: Action = {
  id: 'undo',
  group: 'Edit',
  label: () => label('Undo', useDocument.getState().history.past.at(-1)),
  icon: Undo2,
  shortcuts: ['mod+z'],
  whileTyping: 'document-fields',
  needs: 'edit',
  enabled: () => useDocument.getState().history.past.length > 0,
  run: () => useDocument.getState().undo(),
};

export const redo: Action = {
  id: 'redo',
  group: 'Edit',
  label: () => label('Redo', useDocument.getState().history.future.at(-1)),
  icon: Redo2,
  shortcuts: ['mod+shift+z', 'mod+y'],
  whileTyping: 'document-fields',
  needs: 'edit',
  enabled: () => useDocument.getState().history.future.length > 0,
  run: () => useDocument.getState().redo(),
};
