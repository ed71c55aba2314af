/** The status of a run, from its events. */
import type { EventType } from './event.ts';
import type { RunStatus } from './view.ts';

const after: Partial<Record<EventType, RunStatus>> = {
  'run.started': 'running',
  'run.paused': 'paused',
  'run.resumed': 'running',
  'run.finished': 'finished',
  'run.failed': 'failed',
  'run.cancelled': 'cancelled',
};

/** @returns the status that an event brings about, or undefined when it changes none. */
export const statusAfter = (type: EventType): RunStatus | undefined => after[type];

export const isOver = (status: RunStatus): boolean =>
  status === 'finished' || status === 'failed' || status === 'cancelled';
