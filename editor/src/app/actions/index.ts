/** Every action of the editor screen, in one list. What can be done on every screen is in everywhere.ts. */
import type { Action } from './action.ts';
import { adding } from './add.ts';
import { addActions } from './canvas-add.ts';
import { arrangeActions } from './canvas-arrange.ts';
import { clipboardActions } from './canvas-clipboard.ts';
import { exportActions } from './canvas-export.ts';
import { handoffActions } from './canvas-handoff.ts';
import { viewActions } from './canvas-view.ts';
import { graphActions } from './graph.ts';
import { redo, undo } from './history.ts';
import { panels } from './panels.ts';
import { run, stop } from './run.ts';
import { selectionActions } from './selection.ts';
import { toggleJson } from './view.ts';

export const actions: readonly Action[] = [
  run,
  stop,
  undo,
  redo,
  ...adding,
  ...panels,
  ...selectionActions,
  ...clipboardActions,
  ...addActions,
  ...handoffActions,
  ...arrangeActions,
  ...viewActions,
  ...graphActions,
  ...exportActions,
  toggleJson,
];
