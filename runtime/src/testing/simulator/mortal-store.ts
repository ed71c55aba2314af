/** The store of a process that ends: from its n-th write on nothing more is stored, whoever still writes. */
import type { StoredEvent } from '@baton/shared/events';
import { MemoryStore } from '../../store/memory-store.ts';
import type { RunChange, RunStore } from '../../store/store.ts';

export class ProcessEnded extends Error {}

export interface Mortal extends RunStore {
  readonly dead: boolean;
}

/** @param writes how many writes this process lives for. */
export function mortal(store: MemoryStore, writes: number): Mortal {
  let left = writes;
  return {
    get dead() {
      return left < 0;
    },
    async write(run: string, change: RunChange): Promise<StoredEvent[]> {
      if (left <= 0) {
        left = -1;
        throw new ProcessEnded('the process has ended');
      }
      left--;
      return store.write(run, change);
    },
    events: (...of) => store.events(...of),
    messages: (...of) => store.messages(...of),
    thread: (...of) => store.thread(...of),
    checkpoint: (...of) => store.checkpoint(...of),
    checkpoints: (...of) => store.checkpoints(...of),
    writes: (...of) => store.writes(...of),
    deleteCheckpoints: (...of) => store.deleteCheckpoints(...of),
  };
}
