/**
 * Where a run lives while it runs: its log, its checkpoints and its thread. The runtime writes through this
 * interface only, and one `write` is one transaction, so that a crash never leaves a checkpoint without its
 * events or the other way round. `MemoryStore` is the one in this package; the server's is SQLite.
 */
import type { EventDraft, EventType, Message, StoredEvent } from '@baton/shared/events';
import type { JsonObject } from '@baton/shared/graph';

export type StoredDraft = EventDraft<Exclude<EventType, 'model.delta'>>;
export type { StoredEvent };

/** A LangGraph checkpoint, serialised; `thread` is LangGraph's thread_id, which is the id of a Baton run. */
export interface CheckpointRow {
  thread: string;
  namespace: string;
  id: string;
  parent: string | null;
  type: string;
  checkpoint: Uint8Array;
  metadata: Uint8Array;
}

/** A write of a task that belongs to a checkpoint which is not there yet; serialised. */
export interface WriteRow {
  thread: string;
  namespace: string;
  checkpoint: string;
  task: string;
  /** Where the task stands in its step; LangGraph replays writes in the order of (path, task, index). */
  path: string;
  /** Negative for LangGraph's special channels, of which a later write replaces the earlier one. */
  index: number;
  channel: string;
  type: string;
  value: Uint8Array;
}

/** What belongs to a conversation and outlives a run. */
export interface ThreadState {
  state: JsonObject;
  /** Ids of the messages that each node has seen, in order. */
  views: { [node: string]: string[] };
  /** The node that spoke last to the user; null after parallel answers. */
  active: string | null;
}

/** All or nothing. Events get the run's next sequence numbers; the run's status follows them. */
export interface RunChange {
  events?: StoredDraft[];
  checkpoint?: CheckpointRow;
  writes?: WriteRow[];
  /** New messages of the run's thread. A message whose id is there already is left as it is. */
  messages?: Message[];
  thread?: ThreadState;
}

export interface RunStore {
  /**
   * @returns the events as stored, with `seq`, `at` and `run`.
   * @throws LeaseLost when another process has taken the run over.
   */
  write(run: string, change: RunChange): Promise<StoredEvent[]>;
  /** The stored events with `seq` greater than `after`, in order. */
  events(run: string, after?: number): Promise<StoredEvent[]>;
  /** The messages of the run's thread, in the order in which they were written. */
  messages(run: string): Promise<Message[]>;
  /** The run's thread as earlier runs left it; undefined in a new thread. */
  thread(run: string): Promise<ThreadState | undefined>;

  /** A checkpoint by id, or the newest of its namespace. */
  checkpoint(thread: string, namespace: string, id?: string): Promise<CheckpointRow | undefined>;
  /** Newest first; every argument narrows. */
  checkpoints(thread?: string, namespace?: string): Promise<CheckpointRow[]>;
  /** In no particular order. */
  writes(thread: string, namespace: string, checkpoint: string): Promise<WriteRow[]>;
  deleteCheckpoints(thread: string): Promise<void>;
}

export class LeaseLost extends Error {
  constructor(run: string) {
    super(`run ${run} was taken over by another process`);
    this.name = 'LeaseLost';
  }
}
