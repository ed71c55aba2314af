/** Every action of the editor screen, in one list. */
import type { Action } from './action.ts';
import { redo, undo } from './history.ts';
import { run, stop } from './run.ts';
import { clearSelection, removeSelection } from './selection.ts';
import { toggleJson } from './view.ts';

export const actions: readonly Action[] = [run, stop, undo, redo, removeSelection, clearSelection, toggleJson];
