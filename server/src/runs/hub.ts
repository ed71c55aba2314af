/**
 * Tells the readers of a run, in this process, what has just happened. It keeps nothing but the words that are just
 * being said: everything else is in the log. A reader that is too slow loses what the hub holds for it and is told so,
 * and reads on in the log; so a stalled client costs a bounded amount of memory.
 */
import { isEnding, type StoredEvent } from '@baton/shared/events';
import { Speech, type Delta, type Said } from './speech.ts';

export type News = { stored: StoredEvent } | Said;

const newsKept = 256;

export class Hub {
  readonly #readers = new Map<string, Set<Reader>>();
  readonly #speeches = new Map<string, Speech>();
  #closed = false;

  /** How many readers there are of all runs. */
  get readers(): number {
    let count = 0;
    for (const readers of this.#readers.values()) count += readers.size;
    return count;
  }

  read(run: string): Reader {
    const readers = this.#readers.get(run) ?? new Set();
    this.#readers.set(run, readers);
    const onClose = () => {
      readers.delete(reader);
      if (readers.size === 0 && this.#readers.get(run) === readers) this.#readers.delete(run);
    };
    const reader: Reader = new Reader(onClose, () => this.#speeches.get(run)?.soFar() ?? []);
    readers.add(reader);
    if (this.#closed) reader.end();
    return reader;
  }

  stored(run: string, event: StoredEvent): void {
    this.#speeches.get(run)?.heard(event);
    if (isEnding(event) || event.type === 'run.paused') this.#speeches.delete(run);
    this.#tell(run, { stored: event });
  }

  /** @param after the `seq` of the last stored event before it: a reader that is past it has no use for the delta. */
  delta(run: string, delta: Delta, after: number): void {
    const speech = this.#speeches.get(run) ?? new Speech();
    this.#speeches.set(run, speech);
    speech.say(delta, after);
    this.#tell(run, { delta, after });
  }

  /** Ends every reader, for a shutdown: their clients come again and go on in the log. */
  close(): void {
    this.#closed = true;
    for (const readers of this.#readers.values()) for (const reader of readers) reader.end();
  }

  #tell(run: string, news: News): void {
    for (const reader of this.#readers.get(run) ?? []) reader.push(news);
  }
}

export class Reader {
  #news: News[] = [];
  #missed = false;
  #ended = false;
  #wake: (() => void) | undefined;
  readonly #onClose: () => void;
  readonly #soFar: () => Said[];

  constructor(onClose: () => void, soFar: () => Said[]) {
    this.#onClose = onClose;
    this.#soFar = soFar;
  }

  get ended(): boolean {
    return this.#ended;
  }

  push(news: News): void {
    if (this.#news.length >= newsKept) {
      this.#news = [];
      this.#missed = true;
    }
    if (!this.#missed) this.#news.push(news);
    this.#wake?.();
  }

  /** What is being said at this moment, from its beginning; to be asked for when the log has been read. */
  catchUp(): void {
    for (const said of this.#soFar()) this.push(said);
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** @returns what is new, or `missed` when the log has to be read; waits for it, at most `ms`. */
  async take(ms: number): Promise<{ news: News[]; missed: boolean }> {
    if (this.#news.length === 0 && !this.#missed && !this.#ended) await this.#sleep(ms);
    const taken = { news: this.#news, missed: this.#missed };
    this.#news = [];
    this.#missed = false;
    return taken;
  }

  close(): void {
    this.end();
    this.#onClose();
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }
}
