/**
 * A run's log, checkpoints and thread: what the runtime writes. One change is one transaction, and its first statement
 * is the fence: it counts the run's `seq` up only while the writer still holds the lease.
 */
import {
  LeaseLost,
  type CheckpointRow,
  type RunChange,
  type StoredDraft,
  type ThreadState,
  type WriteRow,
} from '@baton/runtime';
import { isEnding, isOver, statusAfter, type Message, type RunStatus, type StoredEvent } from '@baton/shared/events';
import { checkpoint, checkpoints, deleteCheckpoints, putCheckpoint, putWrite, writes } from './checkpoints.ts';
import { keepDeadlines, whenPaused } from './deadlines.ts';
import { keepCallback } from './webhooks.ts';
import type { Lease, Log } from './store.ts';
import type { Database, Tx } from './tables.ts';

export class LogTable implements Log {
  readonly #db: Database;
  readonly #lease: Lease | undefined;
  /**
   * Why something of the run could not be stored. After that nothing is, not even that the run has failed, because the
   * log would have a hole. Whoever takes the run up next goes on from its last checkpoint, or ends it.
   */
  #failed: unknown;

  /** @param lease what it takes to write; without one it is written by whoever may. */
  constructor(db: Database, lease?: Lease) {
    this.#db = db;
    this.#lease = lease;
  }

  async write(run: string, change: RunChange): Promise<StoredEvent[]> {
    if (this.#failed !== undefined) throw this.#failed;
    try {
      return await this.#write(run, change);
    } catch (error) {
      if (this.#lease) this.#failed = error;
      throw error;
    }
  }

  async #write(run: string, change: RunChange): Promise<StoredEvent[]> {
    return this.#db.transaction().execute(async (tx) => {
      const drafts = change.events ?? [];
      const { seq, thread } = await this.#count(tx, run, change);
      const events = await putEvents(tx, run, seq - drafts.length, drafts);
      const told = events.findLast((event) => isEnding(event) || waits(event));
      if (told) await keepCallback(tx, run, told.seq, Date.now());
      if (drafts.some(waits)) await tx.updateTable('runs').set({ due: whenPaused }).where('id', '=', run).execute();
      if (change.checkpoint) await putCheckpoint(tx, change.checkpoint);
      for (const row of change.writes ?? []) await putWrite(tx, row);
      for (const message of change.messages ?? []) await putMessage(tx, thread, message);
      if (change.thread) await putThread(tx, thread, change.thread);
      return events;
    });
  }

  async events(run: string, after = 0): Promise<StoredEvent[]> {
    return this.page(run, after);
  }

  async page(run: string, after: number, limit?: number): Promise<StoredEvent[]> {
    const query = this.#db
      .selectFrom('events')
      .select(['seq', 'at', 'body'])
      .where('run', '=', run)
      .where('seq', '>', after)
      .orderBy('seq');
    const rows = await (limit === undefined ? query : query.limit(limit)).execute();
    return rows.map(({ seq, at, body }) => ({ seq, at, run, ...(JSON.parse(body) as StoredDraft) }));
  }

  async messages(run: string): Promise<Message[]> {
    const rows = await this.#db
      .selectFrom('messages')
      .innerJoin('runs', 'runs.thread', 'messages.thread')
      .select('messages.body')
      .where('runs.id', '=', run)
      .orderBy('messages.number')
      .execute();
    return rows.map((row) => JSON.parse(row.body) as Message);
  }

  async thread(run: string): Promise<ThreadState | undefined> {
    const row = await this.#db
      .selectFrom('threads')
      .innerJoin('runs', 'runs.thread', 'threads.id')
      .select(['threads.state', 'threads.views', 'threads.active'])
      .where('runs.id', '=', run)
      .executeTakeFirst();
    if (!row?.state || !row.views) return undefined;
    return {
      state: JSON.parse(row.state) as ThreadState['state'],
      views: JSON.parse(row.views) as ThreadState['views'],
      active: row.active,
    };
  }

  checkpoint(thread: string, namespace: string, id?: string): Promise<CheckpointRow | undefined> {
    return checkpoint(this.#db, thread, namespace, id);
  }

  checkpoints(thread?: string, namespace?: string): Promise<CheckpointRow[]> {
    return checkpoints(this.#db, thread, namespace);
  }

  writes(thread: string, namespace: string, id: string): Promise<WriteRow[]> {
    return writes(this.#db, thread, namespace, id);
  }

  deleteCheckpoints(thread: string): Promise<void> {
    return deleteCheckpoints(this.#db, thread);
  }

  /** @returns the run's `seq` after these events, and its thread. */
  async #count(
    tx: Tx,
    run: string,
    { events: drafts = [], checkpoint: step }: RunChange,
  ): Promise<{ seq: number; thread: string }> {
    let query = tx
      .updateTable('runs')
      .set(({ eb }) => ({
        seq: eb('seq', '+', drafts.length),
        ...statusSet(drafts),
        // It has come further, so it is not what ends the process.
        ...(step ? { deaths: 0 } : {}),
      }))
      .where('id', '=', run);
    if (this.#lease) query = query.where('owner', '=', this.#lease.owner).where('token', '=', this.#lease.token);
    const row = await query.returning(['seq', 'thread']).executeTakeFirst();
    if (!row) throw new LeaseLost(run);
    return row;
  }
}

/** What the events make of the run's row. One that has ended leaves the queue with them. */
function statusSet(drafts: readonly StoredDraft[]) {
  const last = drafts.findLast((draft) => statusAfter(draft.type) !== undefined);
  const status: RunStatus | undefined = last && statusAfter(last.type);
  if (last === undefined || status === undefined) return {};
  return isOver(status) ? { status, due: null, ended_at: new Date().toISOString() } : { status };
}

/** One that pauses for a shutdown stays in the queue; any other waits for somebody, or for his time to be over. */
const waits = (draft: StoredDraft): boolean => draft.type === 'run.paused' && draft.why !== 'shutdown';

/** In characters of JSON: more than any model says at once, little enough for every reader to hold many. */
const maxEventLength = 2_000_000;

/** Ends the run that wanted to say it, with this sentence. */
class EventTooLarge extends Error {
  constructor(draft: StoredDraft, length: number) {
    const where = 'node' in draft && draft.node !== undefined ? ` of node "${draft.node}"` : '';
    const size = `${(length / 1_000_000).toFixed(1)} MB`;
    super(
      `The event "${draft.type}"${where} would be ${size}, and an event of a run may be ${maxEventLength / 1_000_000} MB. Let tools and models answer with less.`,
    );
    this.name = 'EventTooLarge';
  }
}

/** @param seq of the event before the first of these. */
export async function putEvents(
  tx: Tx,
  run: string,
  seq: number,
  drafts: readonly StoredDraft[],
): Promise<StoredEvent[]> {
  const at = new Date().toISOString();
  const events = drafts.map((draft, index): StoredEvent => ({ seq: seq + index + 1, at, run, ...draft }));
  for (const [index, draft] of drafts.entries()) {
    const body = JSON.stringify(draft);
    if (body.length > maxEventLength) throw new EventTooLarge(draft, body.length);
    await tx
      .insertInto('events')
      .values({ run, seq: seq + index + 1, at, body })
      .execute();
  }
  await keepDeadlines(tx, run, drafts);
  return events;
}

async function putMessage(tx: Tx, thread: string, message: Message): Promise<void> {
  await tx
    .insertInto('messages')
    .values({ thread, id: message.id, body: JSON.stringify(message) })
    .onConflict((conflict) => conflict.columns(['thread', 'id']).doNothing())
    .execute();
}

async function putThread(tx: Tx, thread: string, { state, views, active }: ThreadState): Promise<void> {
  await tx
    .updateTable('threads')
    .set({ state: JSON.stringify(state), views: JSON.stringify(views), active })
    .where('id', '=', thread)
    .execute();
}
