/**
 * What the runtime writes of a run, looked through for secrets before it is stored, and so before anybody sees it.
 * Checkpoints go through as they are: a name in one that happens to look like a secret must stay, or the run could not be
 * taken up again, and what comes into a run is looked through where it comes in (its input, answers of people and models,
 * results of tools). So a run goes on with the same values in the process that began it and in one that takes it up.
 */
import type { RunStore } from '@baton/runtime';
import type { Store } from '../store/store.ts';
import type { Redactor } from './redact.ts';

export function redactingStore(store: Store, redactor: Redactor): Store {
  return { ...store, leased: (lease) => redacting(store.leased(lease), redactor) };
}

function redacting(store: RunStore, redactor: Redactor): RunStore {
  return {
    write(run, { events, messages, thread, ...change }) {
      return store.write(run, {
        ...change,
        ...(events && { events: redactor.json(events) }),
        ...(messages && { messages: redactor.json(messages) }),
        ...(thread && { thread: redactor.json(thread) }),
      });
    },
    events: (run, after) => store.events(run, after),
    messages: (run) => store.messages(run),
    thread: (run) => store.thread(run),
    checkpoint: (thread, namespace, id) => store.checkpoint(thread, namespace, id),
    checkpoints: (thread, namespace) => store.checkpoints(thread, namespace),
    writes: (thread, namespace, checkpoint) => store.writes(thread, namespace, checkpoint),
    deleteCheckpoints: (thread) => store.deleteCheckpoints(thread),
  };
}
