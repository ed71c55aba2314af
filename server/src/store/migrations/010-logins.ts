/**
 * Users, passwords and sessions in the tables that better-auth works with. Who there was logs in as before, with the same
 * password; sessions end, because they were of another form.
 */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

interface Before {
  users: { name: string; role: string; password: string; created_at: string };
}

async function createTables(db: Pick<Kysely<unknown>, 'schema'>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('email_verified', 'integer', (column) => column.notNull())
    .addColumn('image', 'text')
    .addColumn('username', 'text', (column) => column.unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'date', (column) => column.notNull())
    .addColumn('updated_at', 'date', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('id_token', 'text')
    .addColumn('access_token_expires_at', 'date')
    .addColumn('refresh_token_expires_at', 'date')
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('created_at', 'date', (column) => column.notNull())
    .addColumn('updated_at', 'date', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('accounts_by_user').on('accounts').column('user_id').execute();
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('ip_address', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('expires_at', 'date', (column) => column.notNull())
    .addColumn('created_at', 'date', (column) => column.notNull())
    .addColumn('updated_at', 'date', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_by_user').on('sessions').column('user_id').execute();
  await db.schema
    .createTable('verifications')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('identifier', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'date', (column) => column.notNull())
    .addColumn('created_at', 'date', (column) => column.notNull())
    .addColumn('updated_at', 'date', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('verifications_by_identifier').on('verifications').column('identifier').execute();
}

interface After {
  users: {
    id: string;
    name: string;
    email: string;
    email_verified: number;
    username: string;
    role: string;
    created_at: string;
    updated_at: string;
  };
  accounts: {
    id: string;
    account_id: string;
    provider_id: 'credential';
    user_id: string;
    password: string;
    created_at: string;
    updated_at: string;
  };
}

async function keep(db: Kysely<After>, { name, role, password, created_at }: Before['users']): Promise<void> {
  const id = randomBytes(16).toString('hex');
  const times = { created_at, updated_at: created_at };
  await db
    .insertInto('users')
    .values({ id, name, email: name, email_verified: 0, username: name, role, ...times })
    .execute();
  await db
    .insertInto('accounts')
    .values({ id, account_id: id, provider_id: 'credential', user_id: id, password, ...times })
    .execute();
}

export const logins: Migration = {
  async up(db: Kysely<Before & After>) {
    const users = await db.selectFrom('users').select(['name', 'role', 'password', 'created_at']).execute();
    await db.schema.dropTable('sessions').execute();
    await db.schema.dropTable('users').execute();
    await createTables(db);
    for (const user of users) await keep(db, user);
  },
};
