/**
 * Tells the readers of a run, in this process, what has just happened. It keeps nothing: the log does. A reader that
 * is too slow loses what the hub holds for it and is told so, and reads on in the log; so a stalled client costs a
 * bounded amount of memory.
 */
import type { RunEvent, StoredEvent } from '@baton/shared/events';

type Delta = Exclude<RunEvent, StoredEvent>;
export type News = { stored: StoredEvent } | { delta: Delta; after: number };

const newsKept = 256;

export class Hub {
  readonly #readers = new Map<string, Set<Reader>>();
  #closed = false;

  read(run: string): Reader {
    const readers = this.#readers.get(run) ?? new Set();
    this.#readers.set(run, readers);
    const reader = new Reader(() => {
      readers.delete(reader);
      if (readers.size === 0 && this.#readers.get(run) === readers) this.#readers.delete(run);
    });
    readers.add(reader);
    if (this.#closed) reader.end();
    return reader;
  }

  stored(run: string, event: StoredEvent): void {
    this.#tell(run, { stored: event });
  }

  /** @param after the `seq` of the last stored event before it: a reader that is past it has no use for the delta. */
  delta(run: string, delta: Delta, after: number): void {
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

  constructor(onClose: () => void) {
    this.#onClose = onClose;
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
