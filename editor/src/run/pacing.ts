/**
 * Lets a run be followed by eye. A run by script is over in milliseconds; so what came is shown in its order, but a
 * baton first flies from sender to receiver and a node is lit for a moment before it is done. Nothing is held for long:
 * when much waits, the batons fly faster, and what has waited too long is shown at once.
 */
import { isEnding, type RunEvent } from '@baton/shared/events';

/** A baton under way along a handoff. */
export interface Flight {
  /** Sequence number of the handoff's event. */
  seq: number;
  handoff: string;
  ms: number;
}

const flightMs = 600;
const litMs = 320;
const longestWaitMs = 4000;

interface Waiting {
  event: RunEvent;
  since: number;
}

export class Pacing {
  #waiting: Waiting[] = [];
  #flights: (Flight & { from: string; lands: number })[] = [];
  #litUntil = 0;

  /** @param now in milliseconds, of any clock that only goes forward. */
  push(event: RunEvent, now: number): void {
    this.#waiting.push({ event, since: now });
  }

  /** Whether there is anything left to show, or a baton in the air. */
  get busy(): boolean {
    return this.#waiting.length > 0 || this.#flights.length > 0;
  }

  get flights(): readonly Flight[] {
    return this.#flights;
  }

  /** @returns the events that are to be shown now. */
  due(now: number): RunEvent[] {
    if (this.#flights.some(({ lands }) => lands <= now))
      this.#flights = this.#flights.filter(({ lands }) => lands > now);
    const due: RunEvent[] = [];
    let taken = 0;
    for (const { event, since } of this.#waiting) {
      const waitedLong = now - since >= longestWaitMs;
      if (!waitedLong && now < this.#readyAt(event)) break;
      taken++;
      due.push(event);
      if (event.type === 'node.started') this.#litUntil = now + litMs / this.#haste();
      if (event.type === 'handoff.taken' && !waitedLong) this.#takeOff(event.seq, event.handoff, event.from, now);
    }
    this.#waiting.splice(0, taken);
    return due;
  }

  #takeOff(seq: number, handoff: string, from: string, now: number): void {
    const ms = flightMs / this.#haste();
    this.#flights = [...this.#flights, { seq, handoff, from, ms, lands: now + ms }];
  }

  /** 1 with nothing to catch up on, and more with every further handoff that waits. */
  #haste(): number {
    const handoffs = this.#waiting.reduce((count, { event }) => count + (event.type === 'handoff.taken' ? 1 : 0), 0);
    return 1 + Math.max(0, handoffs - 3) / 2;
  }

  #readyAt(event: RunEvent): number {
    // One node that hands over to several at once sends off all its batons together.
    if (
      event.type === 'handoff.taken' &&
      this.#flights.length > 0 &&
      this.#flights.every(({ from }) => from === event.from)
    ) {
      return 0;
    }
    const landed = Math.max(0, ...this.#flights.map(({ lands }) => lands));
    return holdsLight.has(event.type) || isEnding(event) ? Math.max(landed, this.#litUntil) : landed;
  }
}

/** What ends or leaves a node, and so waits until the node could be seen. */
const holdsLight: ReadonlySet<RunEvent['type']> = new Set([
  'node.finished',
  'node.failed',
  'handoff.taken',
  'human.asked',
  'run.paused',
] as const);
