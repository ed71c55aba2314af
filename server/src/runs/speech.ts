/** What the models of a run are saying at this moment: the words of calls that have not finished, which are in no log yet. */
import type { EventOf, StoredEvent } from '@baton/shared/events';

export type Delta = EventOf<'model.delta'>;
/** @param after the `seq` of the last stored event before it. */
export interface Said {
  delta: Delta;
  after: number;
}

interface At {
  node?: string;
  visit?: number;
  branch?: string;
}
const placeOf = ({ node = '', visit = 0, branch = '' }: At): string => `${node} ${visit} ${branch}`;

/** With the last two a call has ended too, or is made anew. */
const callEnds: ReadonlySet<StoredEvent['type']> = new Set(['model.finished', 'node.started', 'node.failed'] as const);

export class Speech {
  readonly #unfinished = new Map<string, Said>();

  say(delta: Delta, after: number): void {
    const place = placeOf(delta);
    const before = this.#unfinished.get(place)?.delta.text ?? '';
    const text = before.slice(0, delta.from ?? before.length) + delta.text;
    this.#unfinished.set(place, { delta: { ...delta, text, from: 0 }, after });
  }

  heard(event: StoredEvent): void {
    if (callEnds.has(event.type)) this.#unfinished.delete(placeOf(event as At));
    for (const said of this.#unfinished.values()) said.after = event.seq;
  }

  /** One delta for each call, with all its words so far. */
  soFar(): Said[] {
    return [...this.#unfinished.values()].map((said) => ({ ...said }));
  }
}
