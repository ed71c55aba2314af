/**
 * Undo as two stacks of whole documents. They share all that an edit did not touch, so a step costs a reference, and
 * there is no inverse of an edit that could be wrong.
 */
import type { Graph } from '@baton/shared/graph';

export interface Step {
  /** What undo would take back, in words: "Move Triage". */
  label: string;
  /** The document before the step (in `past`) or after it (in `future`). */
  graph: Graph;
}

export interface History {
  past: readonly Step[];
  future: readonly Step[];
  /** The edit that the next one may be folded into. */
  open: { merge: string; at: number } | undefined;
}

export const emptyHistory: History = { past: [], future: [], open: undefined };

const deepest = 500;
/** A pause in typing this long starts a new step, so that undo does not take back a whole page. */
const pauseMs = 2000;

export interface EditOptions {
  /** Edits in a row with the same key are one step: one drag, one burst of typing. */
  merge?: string;
  /** Belongs to the edits of its key right before it, however long ago they were made. */
  late?: boolean;
}

/** @param before the document as it was before this edit. */
export function record(
  history: History,
  label: string,
  before: Graph,
  { merge, late = false }: EditOptions,
  now: number,
): History {
  const open = merge === undefined ? undefined : { merge, at: now };
  const folds =
    merge !== undefined &&
    history.open?.merge === merge &&
    (late || now - history.open.at < pauseMs) &&
    history.future.length === 0 &&
    history.past.length > 0;
  if (folds) return { ...history, open };
  return { past: [...history.past, { label, graph: before }].slice(-deepest), future: [], open };
}

export function stepBack({ past, future }: History, now: Graph): { graph: Graph; history: History } | undefined {
  const step = past.at(-1);
  if (!step) return undefined;
  const history = { past: past.slice(0, -1), future: [...future, { label: step.label, graph: now }], open: undefined };
  return { graph: step.graph, history };
}

export function stepForward({ past, future }: History, now: Graph): { graph: Graph; history: History } | undefined {
  const step = future.at(-1);
  if (!step) return undefined;
  const history = { past: [...past, { label: step.label, graph: now }], future: future.slice(0, -1), open: undefined };
  return { graph: step.graph, history };
}
