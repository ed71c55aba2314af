/**
 * The queue is a column: a run whose `due` has come has to be worked on, by whoever holds its lease. While it is worked
 * on `due` stays, so that a process that dies leaves behind a run that waits for the next one.
 */
import type { StoredEvent } from '@baton/shared/events';
import type { StoredDraft } from '@baton/runtime';
import { sql, type UpdateQueryBuilder, type UpdateResult } from 'kysely';
import { dropPassedDeadlines, whenPaused } from './deadlines.ts';
import { parseDocument } from './documents.ts';
import { putEvents } from './log.ts';
import { overStatuses } from './over.ts';
import { toRecord } from './runs.ts';
import type { Clock, Job, Lease, PinnedGraphs, Queue } from './store.ts';
import type { Database, Tables, Tx } from './tables.ts';
import { Turns } from './turns.ts';

/** How often the pause after a death is doubled: to about four minutes. */
const longestPause = 8;

type Held = UpdateQueryBuilder<Tables, 'runs', 'runs', UpdateResult>;

export class QueueTable implements Queue {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #turns = new Turns();

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async claim({ owner, leaseMs, run }: { owner: string; leaseMs: number; run?: string }): Promise<Job | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      const now = this.#clock();
      await abandon(tx, now, (held) =>
        held.where('due', '<=', now).where('lease_until', '<=', now).where('owner', '<>', owner),
      );
      const number = run === undefined ? await this.#inTurn(tx, now) : await nextDue(tx, now, 'id', run);
      if (number === undefined) return undefined;
      const row = await tx
        .updateTable('runs')
        .set(({ eb }) => ({ owner, lease_until: now + leaseMs, token: eb('token', '+', 1), answers: 0 }))
        .where('number', '=', number)
        .returningAll()
        .executeTakeFirstOrThrow();
      await dropPassedDeadlines(tx, row.id, now);
      const { body } = await tx
        .selectFrom('documents')
        .select('body')
        .where('hash', '=', row.hash)
        .executeTakeFirstOrThrow();
      return {
        lease: { run: row.id, owner, token: row.token },
        record: toRecord(row),
        graph: parseDocument(body),
        pins: await pinsOf(tx, row.id),
        cancel: row.cancel === 1,
        deaths: row.deaths,
      };
    });
  }

  /** Of the graphs that have something to do the one of which the least is worked on comes first. */
  async #inTurn(tx: Tx, now: number): Promise<number | undefined> {
    const graphs = await tx
      .selectFrom('runs')
      .select(['graph', sql<number | null>`min(${free(now)} or null)`.as('free')])
      .select(sql<number>`sum(not ${free(now)})`.as('working'))
      .where('due', '<=', now)
      .groupBy('graph')
      .orderBy('working')
      .orderBy(sql`min(due)`)
      .execute();
    for (const graph of this.#turns.order(graphs.filter((one) => one.free))) {
      const number = await nextDue(tx, now, 'graph', graph);
      if (number === undefined) continue;
      this.#turns.take(graph);
      return number;
    }
    return undefined;
  }

  async renew(owner: string, runs: string[], leaseMs: number): Promise<{ run: string; cancel: boolean }[]> {
    const rows = await this.#db
      .updateTable('runs')
      .set({ lease_until: this.#clock() + leaseMs })
      .where('owner', '=', owner)
      .where('id', 'in', runs)
      .returning(['id', 'cancel'])
      .execute();
    return rows.map((row) => ({ run: row.id, cancel: row.cancel === 1 }));
  }

  async release({ run, owner, token }: Lease, again: boolean): Promise<void> {
    await this.#db
      .updateTable('runs')
      .set({ owner: null, lease_until: null, deaths: 0, ...(again ? {} : { due: whenPaused }) })
      .where('id', '=', run)
      .where('owner', '=', owner)
      .where('token', '=', token)
      .execute();
  }

  async waiting(): Promise<number> {
    const now = this.#clock();
    const row = await this.#db
      .selectFrom('runs')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('due', '<=', now)
      .where(free(now))
      .executeTakeFirstOrThrow();
    return row.count;
  }

  async nextDue(after: number): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('runs')
      .select(({ fn }) => fn.min('due').as('due'))
      .where('due', '>', after)
      .executeTakeFirst();
    return row?.due ?? undefined;
  }

  async owners(): Promise<string[]> {
    const rows = await this.#db.selectFrom('runs').select('owner').distinct().where('owner', 'is not', null).execute();
    return rows.flatMap((row) => row.owner ?? []);
  }

  async forget(owner: string): Promise<void> {
    await abandon(this.#db, this.#clock(), (held) => held.where('owner', '=', owner));
  }

  async requestCancel(run: string): Promise<boolean> {
    const row = await this.#db
      .updateTable('runs')
      .set({ cancel: 1, due: this.#clock() })
      .where('id', '=', run)
      .where('status', 'not in', overStatuses)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async answer(run: string, seen: number, event: StoredDraft): Promise<StoredEvent | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('runs')
        .set(({ eb }) => ({ seq: seen + 1, due: this.#clock(), answers: eb('answers', '+', 1) }))
        .where('id', '=', run)
        .where('seq', '=', seen)
        .where('status', 'not in', overStatuses)
        .returning('id')
        .executeTakeFirst();
      const [stored] = row ? await putEvents(tx, run, seen, [event]) : [];
      return stored;
    });
  }
}

async function pinsOf(tx: Tx, run: string): Promise<PinnedGraphs> {
  const rows = await tx
    .selectFrom('pins')
    .innerJoin('documents', 'documents.hash', 'pins.hash')
    .select(['pins.key', 'documents.body'])
    .where('pins.run', '=', run)
    .execute();
  return new Map(rows.map(({ key, body }) => [key, parseDocument(body)]));
}

/**
 * Takes runs from a process that is gone. The first time they are due at once, as after a restart; from the second one on
 * twice as late each time and not all together, so that one that ends every process leaves time in between for a step of the others.
 */
async function abandon(db: Database, now: number, which: (runs: Held) => Held): Promise<void> {
  const pause = sql<number>`(1000 << min(deaths - 1, ${longestPause}))`;
  await which(db.updateTable('runs'))
    .set(({ eb }) => ({
      owner: null,
      lease_until: null,
      deaths: eb('deaths', '+', 1),
      due: sql<number>`case when deaths = 0 or cancel = 1 then due else ${now} + ${pause} / 2 + abs(random() % ${pause}) end`,
    }))
    .execute();
}

const free = (now: number) => sql<boolean>`(lease_until is null or lease_until <= ${now})`;

/** One run at a time per thread, in the order in which they came; a cancelled one need not wait for its turn. */
async function nextDue(tx: Tx, now: number, of: 'id' | 'graph', name: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('runs as next')
    .select('number')
    .where(of, '=', name)
    .where('due', '<=', now)
    .where(free(now))
    .where(({ or, eb, not, exists, selectFrom }) =>
      or([
        eb('cancel', '=', 1),
        not(
          exists(
            selectFrom('runs as earlier')
              .select('earlier.number')
              .whereRef('earlier.thread', '=', 'next.thread')
              .whereRef('earlier.number', '<', 'next.number')
              .where('earlier.status', 'not in', overStatuses),
          ),
        ),
      ]),
    )
    .orderBy('due')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return row?.number;
}
