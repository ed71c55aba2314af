/** Users, their sessions, and API keys. Passwords come here hashed; of sessions and keys only the hash is ever stored. */
import type { Role } from '@baton/shared/api';
import type { Selectable } from 'kysely';
import type { Keys, Sessions, StoredKey, StoredSession, StoredUser, Users } from './store.ts';
import type { Database, Tables, Tx } from './tables.ts';

const userColumns = ['name', 'role', 'password', 'created_at as createdAt'] as const;
const sessionColumns = ['hash', 'user', 'created_at as createdAt', 'seen_at as seenAt'] as const;

export class UserTable implements Users {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(): Promise<StoredUser[]> {
    return this.#db.selectFrom('users').select(userColumns).orderBy('name').execute();
  }

  get(name: string): Promise<StoredUser | undefined> {
    return this.#db.selectFrom('users').select(userColumns).where('name', '=', name).executeTakeFirst();
  }

  create({ name, role, password }: Omit<StoredUser, 'createdAt'>): Promise<StoredUser | undefined> {
    return this.#db
      .insertInto('users')
      .values({ name, role, password, created_at: new Date().toISOString() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning(userColumns)
      .executeTakeFirst();
  }

  change(name: string, to: { role?: Role; password?: string }): Promise<StoredUser | 'missing' | 'only admin'> {
    return this.#db.transaction().execute(async (tx) => {
      if (to.role !== undefined && to.role !== 'admin' && (await isOnlyAdmin(tx, name))) return 'only admin';
      if (to.password !== undefined) await tx.deleteFrom('sessions').where('user', '=', name).execute();
      // Kysely wants something to set; the name stays what it is.
      const fields = { name, ...to };
      const changed = tx.updateTable('users').set(fields).where('name', '=', name).returning(userColumns);
      return (await changed.executeTakeFirst()) ?? 'missing';
    });
  }

  remove(name: string): Promise<'removed' | 'missing' | 'only admin'> {
    return this.#db.transaction().execute(async (tx) => {
      if (await isOnlyAdmin(tx, name)) return 'only admin';
      const { numDeletedRows } = await tx.deleteFrom('users').where('name', '=', name).executeTakeFirstOrThrow();
      return numDeletedRows > 0n ? 'removed' : 'missing';
    });
  }
}

/** Without one nobody could let anybody in any more. Asked in the transaction of the change: two may go at once. */
async function isOnlyAdmin(tx: Tx, name: string): Promise<boolean> {
  const admins = await tx.selectFrom('users').select('name').where('role', '=', 'admin').limit(2).execute();
  return admins.length === 1 && admins[0]?.name === name;
}

export class SessionTable implements Sessions {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create({ hash, user, createdAt, seenAt }: StoredSession): Promise<void> {
    await this.#db.insertInto('sessions').values({ hash, user, created_at: createdAt, seen_at: seenAt }).execute();
  }

  get(hash: string): Promise<StoredSession | undefined> {
    return this.#db.selectFrom('sessions').select(sessionColumns).where('hash', '=', hash).executeTakeFirst();
  }

  async seen(hash: string, at: number): Promise<void> {
    await this.#db.updateTable('sessions').set({ seen_at: at }).where('hash', '=', hash).execute();
  }

  async remove(hash: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('hash', '=', hash).execute();
  }

  async removeUnseenSince(at: number): Promise<void> {
    await this.#db.deleteFrom('sessions').where('seen_at', '<', at).execute();
  }
}

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
