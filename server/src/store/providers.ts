/** The providers of the settings; their keys come here sealed and leave sealed. */
import type { Selectable } from 'kysely';
import type { Providers, StoredProvider } from './store.ts';
import type { Database, Tables } from './tables.ts';

export class ProviderTable implements Providers {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(): Promise<StoredProvider[]> {
    return (await this.#db.selectFrom('providers').selectAll().orderBy('name').execute()).map(toProvider);
  }

  async get(name: string): Promise<StoredProvider | undefined> {
    const row = await this.#db.selectFrom('providers').selectAll().where('name', '=', name).executeTakeFirst();
    return row && toProvider(row);
  }

  async put({ name, kind, baseUrl, sealedKey, models, prices }: StoredProvider): Promise<void> {
    const fields = {
      kind,
      base_url: baseUrl ?? null,
      sealed_key: sealedKey ?? null,
      models: JSON.stringify(models),
      prices: JSON.stringify(prices),
    };
    await this.#db
      .insertInto('providers')
      .values({ name, ...fields })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(fields))
      .execute();
  }

  async remove(name: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('providers')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}

const toProvider = (row: Selectable<Tables['providers']>): StoredProvider => ({
  name: row.name,
  kind: row.kind,
  baseUrl: row.base_url ?? undefined,
  sealedKey: row.sealed_key ?? undefined,
  models: JSON.parse(row.models) as string[],
  prices: JSON.parse(row.prices ?? '{}') as StoredProvider['prices'],
});
