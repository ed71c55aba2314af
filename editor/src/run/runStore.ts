/**
 * The run that the screen shows: its view by `reduce`, what it means to each card and line, and its log. Cards and lines
 * read their own entry by id; run state is nowhere else.
 */
import { emptyView, isStored, reduce, type RunEvent, type RunView, type StoredEvent } from '@baton/shared/events';
import type { Problem } from '@baton/shared/graph';
import { create } from 'zustand';
import type { StreamStatus } from '../api/stream.ts';
import type { Flight } from './pacing.ts';
import { noProgress, type Progress, progressed } from './progress.ts';
import { nothingRenamed, nowOf, type Renamed } from './renamed.ts';

/** Why a run did not start, or could not be stopped. */
export interface Refusal {
  message: string;
  problems: readonly Pick<Problem, 'path' | 'message'>[];
}

export interface RunStore extends Progress {
  /** Undefined while nothing was run. */
  view: RunView | undefined;
  /** Every stored event of the run, in order. */
  log: readonly StoredEvent[];
  /** The batons under way. */
  flights: readonly Flight[];
  /** While a moment of a run that is over is looked at: the whole of it, and after which event. */
  replay: { whole: RunView; at: number } | undefined;
  /** What the graph calls by another id than the run does. */
  renamed: Renamed;
  /** The runs before this one in the same conversation, the oldest first. */
  earlier: readonly RunView[];
  thread: string | undefined;
  stream: StreamStatus | undefined;
  /** What was asked of the server and is not answered yet. */
  asking: 'start' | 'stop' | undefined;
  refusal: Refusal | undefined;
  /** Sequence number of the handoff that the lens shows. */
  inspected: number | undefined;
}

export const nothingRun = {
  ...noProgress,
  view: undefined,
  log: [],
  flights: [],
  replay: undefined,
  renamed: nothingRenamed,
  earlier: [],
  thread: undefined,
  stream: undefined,
  asking: undefined,
  refusal: undefined,
  inspected: undefined,
} as const satisfies RunStore;

export const useRun = create<RunStore>(() => nothingRun);

/** Takes a frame's events into the view. */
export function show(events: readonly RunEvent[], flights: readonly Flight[] = []): void {
  useRun.setState((state) => {
    const shown = flights.map((flight) => ({ ...flight, handoff: nowOf(state.renamed.handoffs, flight.handoff) }));
    if (events.length === 0) return { flights: shown };
    const then = state.view ?? emptyView();
    let now = then;
    for (const event of events) now = reduce(now, event);
    const stored = events.filter((event) => isStored(event));
    return {
      view: now,
      flights: shown,
      log: stored.length > 0 ? [...state.log, ...stored] : state.log,
      ...progressed(state, then, now, state.renamed),
    };
  });
}

/** Clears the picture for a run that is about to begin; the one before it stays in the conversation. */
export function beginRun(view: RunView): void {
  useRun.setState(({ view: shown, replay, earlier }) => {
    const before = replay?.whole ?? shown;
    return {
      ...noProgress,
      view,
      log: [],
      flights: [],
      replay: undefined,
      renamed: nothingRenamed,
      earlier: before ? [...earlier, before] : earlier,
      refusal: undefined,
      inspected: undefined,
    };
  });
}

/** Takes back a run that did not begin. */
export function takeBackRun(
  before: Pick<RunStore, 'view' | 'log' | 'renamed' | 'earlier' | 'nodes' | 'handoffs'>,
): void {
  useRun.setState({ ...before, flights: [] });
}

export const inspect = (seq: number | undefined): void => useRun.setState({ inspected: seq });
