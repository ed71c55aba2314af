/** A RunStore in memory: for the command line, for tests, and as the plainest statement of what a store promises. */
import type { Message, StoredEvent } from '@baton/shared/events';
import type { CheckpointRow, RunChange, RunStore, ThreadState, WriteRow } from './store.ts';

const key = (...parts: (string | number)[]): string => JSON.stringify(parts);

interface Thread {
  state?: ThreadState;
  messages: Map<string, Message>;
}

export class MemoryStore implements RunStore {
  readonly #events = new Map<string, StoredEvent[]>();
  readonly #checkpoints = new Map<string, CheckpointRow>();
  /** By checkpoint, then by task and index. */
  readonly #writes = new Map<string, Map<string, WriteRow>>();
  readonly #threads = new Map<string, Thread>();
  readonly #threadOf = new Map<string, string>();

  /** Says to which thread a run belongs; a run that nobody placed is a thread of its own. */
  place(run: string, thread: string): void {
    this.#threadOf.set(run, thread);
  }

  async write(run: string, change: RunChange): Promise<StoredEvent[]> {
    const log = this.#events.get(run) ?? [];
    const at = new Date().toISOString();
    const stored = (change.events ?? []).map((draft, index): StoredEvent => ({
      seq: log.length + index + 1,
      at,
      run,
      ...draft,
    }));
    if (stored.length > 0) this.#events.set(run, log);
    log.push(...stored);
    if (change.checkpoint) {
      const { thread, namespace, id } = change.checkpoint;
      this.#checkpoints.set(key(thread, namespace, id), change.checkpoint);
    }
    for (const write of change.writes ?? []) this.#putWrite(write);
    const thread = this.#thread(run);
    for (const message of change.messages ?? [])
      if (!thread.messages.has(message.id)) thread.messages.set(message.id, message);
    if (change.thread) thread.state = change.thread;
    return stored;
  }

  async events(run: string, after = 0): Promise<StoredEvent[]> {
    return (this.#events.get(run) ?? []).slice(after);
  }

  async messages(run: string): Promise<Message[]> {
    return [...this.#thread(run).messages.values()];
  }

  async thread(run: string): Promise<ThreadState | undefined> {
    return this.#thread(run).state;
  }

  async checkpoint(thread: string, namespace: string, id?: string): Promise<CheckpointRow | undefined> {
    if (id !== undefined) return this.#checkpoints.get(key(thread, namespace, id));
    return (await this.checkpoints(thread, namespace))[0];
  }

  async checkpoints(thread?: string, namespace?: string): Promise<CheckpointRow[]> {
    return [...this.#checkpoints.values()]
      .filter((row) => (thread ?? row.thread) === row.thread && (namespace ?? row.namespace) === row.namespace)
      .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  }

  async writes(thread: string, namespace: string, checkpoint: string): Promise<WriteRow[]> {
    return [...(this.#writes.get(key(thread, namespace, checkpoint))?.values() ?? [])];
  }

  async deleteCheckpoints(thread: string): Promise<void> {
    for (const [id, row] of this.#checkpoints) {
      if (row.thread !== thread) continue;
      this.#checkpoints.delete(id);
      this.#writes.delete(key(row.thread, row.namespace, row.id));
    }
  }

  #putWrite(row: WriteRow): void {
    const address = key(row.thread, row.namespace, row.checkpoint);
    const rows = this.#writes.get(address) ?? new Map<string, WriteRow>();
    this.#writes.set(address, rows);
    const id = key(row.task, row.index);
    if (row.index < 0 || !rows.has(id)) rows.set(id, row);
  }

  #thread(run: string): Thread {
    const id = this.#threadOf.get(run) ?? run;
    const thread = this.#threads.get(id) ?? { messages: new Map<string, Message>() };
    this.#threads.set(id, thread);
    return thread;
  }
}
