/** Numbers of a run in words: short, and never more exact than they are. */
import { type PauseReason, type RunStatus, type RunView, type Tokens, workedMs } from '@baton/shared/events';
import type { Json } from '@baton/shared/graph';

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** How long a run was at work, as against how long it waited for somebody. */
export function tookWords(view: RunView): string {
  const worked = workedMs(view);
  return worked === undefined ? '–' : duration(worked);
}

export const count = (number: number, one: string, several = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : several}`;

export const tokenWords = ({ input, output }: Pick<Tokens, 'input' | 'output'>): string =>
  count(input + output, 'token');

/** Undefined where nothing was charged, as by the script model. */
export function costWords(usd: number): string | undefined {
  if (usd <= 0) return undefined;
  return usd < 0.01 ? `$${usd.toFixed(4)}` : `$${usd.toFixed(2)}`;
}

export const statusWords = {
  queued: 'Waiting to start',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  failed: 'Failed',
  cancelled: 'Stopped',
} as const satisfies Record<RunStatus, string>;

/** Why a run is paused. Undefined where that is not known yet. */
export const pauseWords = (why: PauseReason | undefined): string => (why ? pauses[why] : statusWords.paused);

const pauses: Record<PauseReason, string> = {
  human: 'Needs a person',
  approval: 'Needs approval',
  breakpoint: 'At a breakpoint',
  step: 'Stopped after a step',
  shutdown: 'Server was stopped',
};

/** A value as it stands in a line of text: a string without its quotes. */
export const inline = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A value over as many lines as it needs. */
export const pretty = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null, null, 2);
