/**
 * A run's writes, one after the other. LangGraph begins to save a step before it knows whether what the step has to tell
 * was saved: after a write that failed none is made, and the run goes on from what is stored.
 */
import type { RunChange, RunStore, StoredEvent } from './store.ts';

export class InTurn {
  readonly #run: string;
  readonly #store: RunStore;
  /** The last write that was begun, until it is done; for good where it failed. */
  #writing: Promise<unknown> | undefined;

  constructor(run: string, store: RunStore) {
    this.#run = run;
    this.#store = store;
  }

  /** @throws what this write, or one before it, failed with. */
  write(change: RunChange): Promise<StoredEvent[]> {
    const begin = () => this.#store.write(this.#run, change);
    const stored = this.#writing ? this.#writing.then(begin) : begin();
    this.#writing = stored;
    const done = () => void (this.#writing === stored && (this.#writing = undefined));
    // Whoever waits for it hears of the failure.
    stored.then(done, () => undefined);
    return stored;
  }
}
