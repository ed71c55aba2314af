/** Brings a run's events to the screen: once per frame, at a pace that can be followed, and at once what had happened before. */
import type { RunEvent } from '@baton/shared/events';
import { type Flight, Pacing } from './pacing.ts';

export interface Screen {
  show: (events: readonly RunEvent[], flights: readonly Flight[]) => void;
  /** Calls back before the next frame. @returns what takes the call back. */
  frame?: (callback: () => void) => () => void;
  now?: () => number;
}

export interface Player {
  /** @param live false for what had happened before the run was opened here: it is shown without its pace. */
  push: (event: RunEvent, live: boolean) => void;
  /** Forgets what was not shown yet. */
  stop: () => void;
}

export function createPlayer({ show, frame = nextFrame, now = () => performance.now() }: Screen): Player {
  let pacing = new Pacing();
  let past: RunEvent[] = [];
  let cancel: (() => void) | undefined;

  function tick(): void {
    cancel = undefined;
    const before = pacing.flights;
    const events = [...past, ...pacing.due(now())];
    past = [];
    if (events.length > 0 || pacing.flights !== before) show(events, pacing.flights);
    if (pacing.busy) cancel = frame(tick);
  }

  return {
    push(event, live) {
      if (live) pacing.push(event, now());
      else past.push(event);
      cancel ??= frame(tick);
    },
    stop() {
      cancel?.();
      cancel = undefined;
      pacing = new Pacing();
      past = [];
    },
  };
}

function nextFrame(callback: () => void): () => void {
  const request = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(request);
}
