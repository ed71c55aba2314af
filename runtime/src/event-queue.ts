/** Events on their way from the run to whoever iterates over it. The run never waits for its reader. */
import type { RunEvent } from '@baton/shared/events';

export class EventQueue implements AsyncIterable<RunEvent> {
  #items: RunEvent[] = [];
  #wake: (() => void) | undefined;
  #done = false;
  #error: unknown;

  push(...events: RunEvent[]): void {
    this.#items.push(...events);
    this.#wake?.();
  }

  close(): void {
    this.#done = true;
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#error = error;
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent, void, undefined> {
    for (;;) {
      const items = this.#items;
      this.#items = [];
      yield* items;
      if (this.#items.length > 0) continue;
      if (this.#done) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#error !== undefined) throw this.#error;
  }
}
