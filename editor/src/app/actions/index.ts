/** Every action of the editor screen, in one list. What can be done on every screen is in everywhere.ts. */
import type { Action } from './action.ts';
import { adding } from './add.ts';
import { redo, undo } from './history.ts';
import { panels } from './panels.ts';
import { run, stop } from './run.ts';
import { clearSelection, removeSelection } from './selection.ts';
import { toggleJson } from './view.ts';

export const actions: readonly Action[] = [
  run,
  stop,
  undo,
  redo,
  removeSelection,
  clearSelection,
  ...adding,
  ...panels,
  toggleJson,
];
