/** Webhooks of graphs: one for a graph at most. What they have delivered is kept for as long as a sender may repeat it. */
import type { Selectable } from 'kysely';
import type { Callback, Clock, Delivered, StoredWebhook, Webhooks } from './store.ts';
import type { Database, Tables, Tx } from './tables.ts';

/** Twice as long as promised. */
const deliveriesKeptMs = 48 * 3_600_000;

export class WebhookTable implements Webhooks {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async get(id: string): Promise<StoredWebhook | undefined> {
    const row = await this.#db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toWebhook(row);
  }

  async list(): Promise<StoredWebhook[]> {
    return (await this.#db.selectFrom('webhooks').selectAll().execute()).map(toWebhook);
  }

  async of(graph: string): Promise<StoredWebhook | undefined> {
    const row = await this.#db.selectFrom('webhooks').selectAll().where('graph', '=', graph).executeTakeFirst();
    return row && toWebhook(row);
  }

  async create({ id, graph, sealedSecret, callback }: Omit<StoredWebhook, 'createdAt'>): Promise<boolean> {
    const created_at = new Date(this.#clock()).toISOString();
    const row = await this.#db
      .insertInto('webhooks')
      .values({ id, graph, sealed_secret: sealedSecret, callback: callback ?? null, created_at })
      .onConflict((conflict) => conflict.column('graph').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async callBack(graph: string, callback: string | undefined): Promise<void> {
    await this.#db
      .updateTable('webhooks')
      .set({ callback: callback ?? null })
      .where('graph', '=', graph)
      .execute();
  }

  async remove(graph: string): Promise<boolean> {
    return this.#db.transaction().execute((tx) => removeWebhook(tx, graph));
  }

  async delivered(webhook: string, delivery: string): Promise<Delivered | undefined> {
    return this.#db
      .selectFrom('deliveries')
      .select(['run', 'thread'])
      .where('webhook', '=', webhook)
      .where('delivery', '=', delivery)
      .executeTakeFirst();
  }

  async takeCallbacks(limit: number, leaseMs: number): Promise<Callback[]> {
    const now = this.#clock();
    return this.#db
      .updateTable('callbacks')
      .set({ due: now + leaseMs })
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('run', 'seq'),
          'in',
          selectFrom('callbacks')
            .select(['run', 'seq'])
            .where('due', '<=', now)
            .orderBy('due')
            .limit(limit)
            .$asTuple('run', 'seq'),
        ),
      )
      .returning(['run', 'seq', 'webhook', 'tries'])
      .execute();
  }

  async calledBack({ run, seq }: Callback): Promise<void> {
    await this.#db.deleteFrom('callbacks').where('run', '=', run).where('seq', '=', seq).execute();
  }

  async callAgain({ run, seq, tries }: Callback, inMs: number): Promise<void> {
    await this.#db
      .updateTable('callbacks')
      .set({ due: this.#clock() + inMs, tries: tries + 1 })
      .where('run', '=', run)
      .where('seq', '=', seq)
      .execute();
  }

  async nextCallback(): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('callbacks')
      .select(({ fn }) => fn.min('due').as('due'))
      .executeTakeFirst();
    return row?.due ?? undefined;
  }
}

/** @returns what the sender was answered the first time, where this is not the first. */
export async function keepDelivery(
  tx: Tx,
  webhook: string,
  delivery: string,
  now: number,
  made: Delivered,
): Promise<Delivered | undefined> {
  await tx
    .deleteFrom('deliveries')
    .where('at', '<', now - deliveriesKeptMs)
    .execute();
  const row = await tx
    .insertInto('deliveries')
    .values({ webhook, delivery, at: now, ...made })
    .onConflict((conflict) => conflict.columns(['webhook', 'delivery']).doNothing())
    .returning('run')
    .executeTakeFirst();
  if (row) return undefined;
  return tx
    .selectFrom('deliveries')
    .select(['run', 'thread'])
    .where('webhook', '=', webhook)
    .where('delivery', '=', delivery)
    .executeTakeFirstOrThrow();
}

/** In the transaction of the event: what is stored is told, also when the process ends right after it. */
export async function keepCallback(tx: Tx, run: string, seq: number, now: number): Promise<void> {
  await tx
    .insertInto('callbacks')
    .columns(['run', 'seq', 'webhook', 'due'])
    .expression(({ selectFrom, val }) =>
      selectFrom('runs')
        .innerJoin('webhooks', 'webhooks.id', 'runs.webhook')
        .select(['runs.id', val(seq).as('seq'), 'webhooks.id as webhook', val(now).as('due')])
        .where('runs.id', '=', run)
        .where('webhooks.callback', 'is not', null),
    )
    .execute();
}

export async function removeWebhook(tx: Tx, graph: string): Promise<boolean> {
  const row = await tx.deleteFrom('webhooks').where('graph', '=', graph).returning('id').executeTakeFirst();
  if (!row) return false;
  for (const table of ['deliveries', 'callbacks'] as const)
    await tx.deleteFrom(table).where('webhook', '=', row.id).execute();
  return true;
}

const toWebhook = (row: Selectable<Tables['webhooks']>): StoredWebhook => ({
  id: row.id,
  graph: row.graph,
  sealedSecret: row.sealed_secret,
  callback: row.callback ?? undefined,
  createdAt: row.created_at,
});
