/** Runs as records: stored with everything that they need before anybody is told their id. */
import type { RunList, RunSummary } from '@baton/shared/api';
import type { Selectable } from 'kysely';
import { readCursor, splitPage, writeCursor } from './cursor.ts';
import { keepDocument } from './documents.ts';
import { deleteEnded } from './retention.ts';
import { keepDelivery } from './webhooks.ts';
import { overStatuses } from './over.ts';
import type { Clock, Created, NewRun, Page, RunRecord, Runs } from './store.ts';
import type { Database, RunsTable, Tx } from './tables.ts';

/** How many runs may wait behind one of their thread: a client that sends without end should notice. */
const maxWaiting = 50;

export class RunTable implements Runs {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async create(run: NewRun): Promise<Created> {
    return this.#db.transaction().execute(async (tx) => {
      const at = new Date(this.#clock());
      if (!run.begins) {
        const refused = await busy(tx, run);
        if (refused) return refused;
      }
      if (run.by) {
        const made = { run: run.run, thread: run.thread };
        const delivered = await keepDelivery(tx, run.by.webhook, run.by.delivery, at.getTime(), made);
        if (delivered) return { ok: false, delivered };
      }
      if (run.begins) await tx.insertInto('threads').values({ id: run.thread, created_at: at.toISOString() }).execute();
      await tx
        .insertInto('runs')
        .values({
          id: run.run,
          thread: run.thread,
          graph: run.graph.id,
          version: String(run.version),
          hash: await keepDocument(tx, run.graph),
          input: run.input,
          model: run.model ?? null,
          webhook: run.by?.webhook ?? null,
          status: 'queued',
          created_at: at.toISOString(),
          due: at.getTime(),
        })
        .execute();
      for (const [key, graph] of run.pins ?? []) {
        const hash = await keepDocument(tx, graph);
        await tx.insertInto('pins').values({ run: run.run, key, hash }).execute();
      }
      return { ok: true };
    });
  }

  async get(run: string): Promise<RunRecord | undefined> {
    const row = await this.#db.selectFrom('runs').selectAll().where('id', '=', run).executeTakeFirst();
    return row && toRecord(row);
  }

  async list({ limit, cursor }: Page, filter: Parameters<Runs['list']>[1]): Promise<RunList> {
    let query = this.#db
      .selectFrom('runs')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('number', '<', Number(readCursor(cursor, 1)[0]));
    for (const column of ['graph', 'thread', 'status'] as const) {
      const value = filter[column];
      if (value !== undefined) query = query.where(column, '=', value);
    }
    const { page, last } = splitPage(await query.execute(), limit);
    return { runs: page.map(toSummary), ...(last ? { next: writeCursor(last.number) } : {}) };
  }

  deleteEnded(before: string, limit: number): Promise<number> {
    return deleteEnded(this.#db, before, limit);
  }

  async hasThread(thread: string, graph?: string): Promise<boolean> {
    const found = await this.#db.selectFrom('threads').select('id').where('id', '=', thread).executeTakeFirst();
    if (!found || graph === undefined) return found !== undefined;
    const others = this.#db.selectFrom('runs').select('id').where('thread', '=', thread).where('graph', '!=', graph);
    return (await others.executeTakeFirst()) === undefined;
  }
}

async function busy(tx: Tx, { thread, queue }: NewRun): Promise<Created | undefined> {
  const unfinished = await tx
    .selectFrom('runs')
    .select('id')
    .where('thread', '=', thread)
    .where('status', 'not in', overStatuses)
    .orderBy('number')
    .execute();
  const [first] = unfinished;
  if (first && !queue) return { ok: false, unfinished: first.id };
  return unfinished.length > maxWaiting ? { ok: false, waiting: maxWaiting } : undefined;
}

function toSummary(row: Selectable<RunsTable>): RunSummary {
  return {
    run: row.id,
    thread: row.thread,
    graph: row.graph,
    version: /^\d+$/.test(row.version) ? Number(row.version) : row.version,
    status: row.status,
    input: row.input,
    createdAt: row.created_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}

export function toRecord(row: Selectable<RunsTable>): RunRecord {
  return { ...toSummary(row), model: row.model ?? undefined, seq: row.seq };
}
