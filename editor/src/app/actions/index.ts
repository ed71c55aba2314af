/** Every action of the editor screen, in one list. */
import type { Action } from './action.ts';
import { redo, undo } from './history.ts';
import { run } from './run.ts';
import { clearSelection, removeSelection } from './selection.ts';

export const actions: readonly Action[] = [run, undo, redo, removeSelection, clearSelection];
