/** Stored graphs. A write names the revision that it takes the place of, so that nobody's work is overwritten unseen. */
import type { GraphList, GraphSummary } from '@baton/shared/api';
import type { PauseReason, StoredEvent } from '@baton/shared/events';
import { handoffsOf, nodesOf, type Graph } from '@baton/shared/graph';
import { readCursor, splitPage, writeCursor } from './cursor.ts';
import { dropDocument, keepDocument, parseDocument } from './documents.ts';
import type { Graphs, Page, StoredGraph } from './store.ts';
import { removeWebhook } from './webhooks.ts';
import type { Database, Tx } from './tables.ts';

export class GraphTable implements Graphs {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list({ limit, cursor }: Page): Promise<GraphList> {
    let query = this.#db
      .selectFrom('graphs')
      .innerJoin('documents', 'documents.hash', 'graphs.hash')
      .select(['graphs.id', 'graphs.hash', 'graphs.updated_at', 'documents.body'])
      .orderBy('graphs.updated_at', 'desc')
      .orderBy('graphs.id')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [at = '', id = ''] = readCursor(cursor, 2).map(String);
      query = query.where(({ or, and, eb }) =>
        or([eb('graphs.updated_at', '<', at), and([eb('graphs.updated_at', '=', at), eb('graphs.id', '>', id)])]),
      );
    }
    const { page, last } = splitPage(await query.execute(), limit);
    const lastRuns = await this.#lastRuns(page.map((row) => row.id));
    return {
      graphs: page.map((row) => summary(row, lastRuns.get(row.id))),
      ...(last ? { next: writeCursor(last.updated_at, last.id) } : {}),
    };
  }

  async get(id: string): Promise<StoredGraph | undefined> {
    const row = await this.#db
      .selectFrom('graphs')
      .innerJoin('documents', 'documents.hash', 'graphs.hash')
      .select(['graphs.hash', 'documents.body'])
      .where('graphs.id', '=', id)
      .executeTakeFirst();
    return row && { graph: parseDocument(row.body), revision: row.hash };
  }

  async create(graph: Graph): Promise<StoredGraph | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      if (await revisionOf(tx, graph.id)) return undefined;
      const revision = await keepDocument(tx, graph);
      await tx.insertInto('graphs').values({ id: graph.id, hash: revision, updated_at: now() }).execute();
      return { graph, revision };
    });
  }

  async replace(graph: Graph, revision: string): Promise<StoredGraph | 'missing' | 'stale'> {
    return this.#db.transaction().execute(async (tx) => {
      const current = await revisionOf(tx, graph.id);
      if (current === undefined) return 'missing';
      if (revision !== '*' && revision !== current) return 'stale';
      const hash = await keepDocument(tx, graph);
      if (hash === current) return { graph, revision: hash };
      await tx.updateTable('graphs').set({ hash, updated_at: now() }).where('id', '=', graph.id).execute();
      await dropDocument(tx, current);
      return { graph, revision: hash };
    });
  }

  async remove(id: string, revision: string): Promise<'removed' | 'missing' | 'stale'> {
    return this.#db.transaction().execute(async (tx) => {
      const current = await revisionOf(tx, id);
      if (current === undefined) return 'missing';
      if (revision !== '*' && revision !== current) return 'stale';
      await tx.deleteFrom('graphs').where('id', '=', id).execute();
      await removeWebhook(tx, id);
      const versions = await tx.deleteFrom('versions').where('graph', '=', id).returning('hash').execute();
      for (const hash of new Set([current, ...versions.map((row) => row.hash)])) await dropDocument(tx, hash);
      return 'removed';
    });
  }

  async #lastRuns(ids: string[]): Promise<Map<string, GraphSummary['lastRun']>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('runs')
      // The event with which it paused is its last one, for as long as nothing happens.
      .leftJoin('events', (join) =>
        join.onRef('events.run', '=', 'runs.id').onRef('events.seq', '=', 'runs.seq').on('runs.status', '=', 'paused'),
      )
      .select(['graph', 'id', 'status', 'created_at', 'body'])
      .where('number', 'in', ({ selectFrom }) =>
        selectFrom('runs')
          .select(({ fn }) => fn.max('number').as('number'))
          .where('graph', 'in', ids)
          .groupBy('graph'),
      )
      .execute();
    return new Map(
      rows.map((row) => {
        const { id: run, status, created_at: at } = row;
        return [row.graph, { run, status, at, ...(row.body === null ? {} : whyPaused(row.body)) }];
      }),
    );
  }
}

const now = (): string => new Date().toISOString();

async function revisionOf(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('graphs').select('hash').where('id', '=', id).executeTakeFirst();
  return row?.hash;
}

function whyPaused(body: string): { why?: PauseReason } {
  const event = JSON.parse(body) as StoredEvent;
  return event.type === 'run.paused' ? { why: event.why } : {};
}

function summary(
  row: { hash: string; updated_at: string; body: string },
  lastRun: GraphSummary['lastRun'],
): GraphSummary {
  const graph = parseDocument(row.body);
  return {
    id: graph.id,
    name: graph.name ?? graph.id,
    description: graph.description ?? '',
    revision: row.hash,
    updatedAt: row.updated_at,
    nodes: nodesOf(graph).map(({ id, kind, name, position }) => ({
      id,
      kind,
      ...(name === undefined ? {} : { name }),
      ...(position ? { position } : {}),
    })),
    handoffs: handoffsOf(graph).map(({ id, from, to }) => ({ id, from, to })),
    ...(lastRun ? { lastRun } : {}),
  };
}
