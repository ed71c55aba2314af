/** API keys, of which only the hash is ever stored. */
import type { Selectable } from 'kysely';
import type { Keys, StoredKey } from './store.ts';
import type { Database, Tables } from './tables.ts';

export class KeyTable implements Keys {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(): Promise<StoredKey[]> {
    const rows = await this.#db
      .selectFrom('api_keys')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(toKey);
  }

  async find(hash: string): Promise<StoredKey | undefined> {
    const row = await this.#db.selectFrom('api_keys').selectAll().where('hash', '=', hash).executeTakeFirst();
    return row && toKey(row);
  }

  async create({ id, hash, name, scope, start, createdBy, createdAt, expiresAt }: StoredKey): Promise<void> {
    await this.#db
      .insertInto('api_keys')
      .values({
        id,
        hash,
        name,
        scope,
        start,
        created_by: createdBy,
        created_at: createdAt,
        expires_at: expiresAt ?? null,
      })
      .execute();
  }

  async used(id: string, at: number): Promise<void> {
    await this.#db.updateTable('api_keys').set({ used_at: at }).where('id', '=', id).execute();
  }

  async remove(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db.deleteFrom('api_keys').where('id', '=', id).executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}

const toKey = (row: Selectable<Tables['api_keys']>): StoredKey => ({
  id: row.id,
  hash: row.hash,
  name: row.name,
  scope: row.scope,
  start: row.start,
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  usedAt: row.used_at ?? undefined,
});
