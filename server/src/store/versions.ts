/** Published versions: numbered from 1, never changed, gone only with their graph. Runs keep what they ran. */
import type { VersionList, VersionSummary } from '@baton/shared/api';
import type { Selectable } from 'kysely';
import { readCursor, splitPage, writeCursor } from './cursor.ts';
import { parseDocument } from './documents.ts';
import type { Page, Published, StoredVersion, Versions } from './store.ts';
import type { Database, Tables, Tx } from './tables.ts';

export class VersionTable implements Versions {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(graph: string, { limit, cursor }: Page): Promise<VersionList> {
    let query = this.#db
      .selectFrom('versions')
      .selectAll()
      .where('graph', '=', graph)
      .orderBy('number', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('number', '<', Number(readCursor(cursor, 1)[0]));
    const { page, last } = splitPage(await query.execute(), limit);
    return { versions: page.map(toSummary), ...(last ? { next: writeCursor(last.number) } : {}) };
  }

  async get(graph: string, version: number | 'published'): Promise<StoredVersion | undefined> {
    let query = this.#db
      .selectFrom('versions')
      .innerJoin('documents', 'documents.hash', 'versions.hash')
      .selectAll()
      .where('graph', '=', graph)
      .orderBy('number', 'desc')
      .limit(1);
    if (version !== 'published') query = query.where('number', '=', version);
    const row = await query.executeTakeFirst();
    return row && { ...toSummary(row), graph: parseDocument(row.body) };
  }

  async publish(graph: string, note: string, revision: string): Promise<Published | 'missing' | 'stale'> {
    return this.#db.transaction().execute(async (tx) => {
      const draft = await tx.selectFrom('graphs').select('hash').where('id', '=', graph).executeTakeFirst();
      if (!draft) return 'missing';
      if (draft.hash !== revision) return 'stale';
      const newest = await newestOf(tx, graph);
      if (newest?.hash === draft.hash) return { version: toSummary(newest), made: false };
      const number = (newest?.number ?? 0) + 1;
      const row = { graph, number, hash: draft.hash, note, published_at: new Date().toISOString() };
      await tx.insertInto('versions').values(row).execute();
      return { version: toSummary(row), made: true };
    });
  }
}

type Row = Selectable<Tables['versions']>;

async function newestOf(tx: Tx, graph: string): Promise<Row | undefined> {
  return tx
    .selectFrom('versions')
    .selectAll()
    .where('graph', '=', graph)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const toSummary = ({ number, hash, note, published_at }: Row): VersionSummary => ({
  version: number,
  revision: hash,
  note,
  publishedAt: published_at,
});
