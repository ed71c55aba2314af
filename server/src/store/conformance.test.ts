/** LangGraph's own conformance suite, through the runtime's saver, over the tables. */
import { BatonSaver, newThreadId, type RunStore } from '@baton/runtime';
import { deltaChannelHistoryTests, specTest } from '@langchain/langgraph-checkpoint-validation';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './index.ts';
import type { Store } from './store.ts';

// The suite is written for vitest's globals, which this project does not use otherwise.
Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it });

const graph = { format: 'baton/1' as const, id: 'conformance', entry: 'a' };

/** The suite invents its runs; here a run is made known before it is written to. */
function beginning({ log, runs }: Store): RunStore {
  return {
    async write(run, change) {
      if (!(await runs.get(run))) {
        await runs.create({
          run,
          thread: newThreadId(),
          begins: true,
          graph,
          version: 'draft',
          input: '',
          queue: false,
        });
      }
      return log.write(run, change);
    },
    events: (run, after) => log.events(run, after),
    messages: (run) => log.messages(run),
    thread: (run) => log.thread(run),
    checkpoint: (thread, namespace, id) => log.checkpoint(thread, namespace, id),
    checkpoints: (thread, namespace) => log.checkpoints(thread, namespace),
    writes: (thread, namespace, checkpoint) => log.writes(thread, namespace, checkpoint),
    deleteCheckpoints: (thread) => log.deleteCheckpoints(thread),
  };
}

const open: Store[] = [];
const suite = {
  checkpointerName: 'BatonSaver over SQLite',
  async createCheckpointer() {
    const store = await openStore(':memory:');
    open.push(store);
    return new BatonSaver(beginning(store));
  },
  async destroyCheckpointer() {
    await open.pop()?.close();
  },
};

specTest(suite);
deltaChannelHistoryTests(suite);
