/** Secrets, sealed, and what is set once for the whole server. */
import type { Json } from '@baton/shared/graph';
import type { SecretStore, SettingStore, StoredSecret } from './store.ts';
import type { Selectable } from 'kysely';
import type { Database, Tables } from './tables.ts';

const toSecret = ({ name, sealed, hosts, updated_at }: Selectable<Tables['secrets']>): StoredSecret => ({
  name,
  sealed,
  hosts: hosts === null ? undefined : (JSON.parse(hosts) as string[]),
  updatedAt: updated_at,
});

export class SecretTable implements SecretStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(): Promise<StoredSecret[]> {
    return (await this.#db.selectFrom('secrets').selectAll().orderBy('name').execute()).map(toSecret);
  }

  async get(name: string): Promise<StoredSecret | undefined> {
    const row = await this.#db.selectFrom('secrets').selectAll().where('name', '=', name).executeTakeFirst();
    return row && toSecret(row);
  }

  put({ name, sealed, hosts }: Omit<StoredSecret, 'updatedAt'>): Promise<{ updatedAt: string; isNew: boolean }> {
    const updatedAt = new Date().toISOString();
    const fields = { sealed, hosts: hosts === undefined ? null : JSON.stringify(hosts), updated_at: updatedAt };
    return this.#db.transaction().execute(async (tx) => {
      const before = await tx.selectFrom('secrets').select('name').where('name', '=', name).executeTakeFirst();
      await tx
        .insertInto('secrets')
        .values({ name, ...fields })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(fields))
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
