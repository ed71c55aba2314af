/** Secrets, sealed, and what is set once for the whole server. */
import type { Json } from '@baton/shared/graph';
import type { SecretStore, SettingStore, StoredSecret } from './store.ts';
import type { Database } from './tables.ts';

const secretColumns = ['name', 'sealed', 'updated_at as updatedAt'] as const;

export class SecretTable implements SecretStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(): Promise<StoredSecret[]> {
    return this.#db.selectFrom('secrets').select(secretColumns).orderBy('name').execute();
  }

  get(name: string): Promise<StoredSecret | undefined> {
    return this.#db.selectFrom('secrets').select(secretColumns).where('name', '=', name).executeTakeFirst();
  }

  put(name: string, sealed: Uint8Array): Promise<{ updatedAt: string; isNew: boolean }> {
    const updatedAt = new Date().toISOString();
    return this.#db.transaction().execute(async (tx) => {
      const before = await tx.selectFrom('secrets').select('name').where('name', '=', name).executeTakeFirst();
      await tx
        .insertInto('secrets')
        .values({ name, sealed, updated_at: updatedAt })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed, updated_at: updatedAt }))
        .execute();
      return { updatedAt, isNew: before === undefined };
    });
  }

  async remove(name: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db.deleteFrom('secrets').where('name', '=', name).executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}

export class SettingTable implements SettingStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(name: string): Promise<unknown> {
    const row = await this.#db.selectFrom('settings').select('body').where('name', '=', name).executeTakeFirst();
    return row && (JSON.parse(row.body) as unknown);
  }

  async put(name: string, value: Json): Promise<void> {
    const body = JSON.stringify(value);
    await this.#db
      .insertInto('settings')
      .values({ name, body })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
      .execute();
  }
}
