/** Graphs, runs with their logs and checkpoints, threads, and providers. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function graphs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('graphs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().references('documents.hash'))
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('graphs_by_update').on('graphs').columns(['updated_at', 'id']).execute();
  await db.schema.createIndex('graphs_by_hash').on('graphs').column('hash').execute();
}

async function runs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('threads')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text')
    .addColumn('views', 'text')
    .addColumn('active', 'text')
    .execute();
  await db.schema
    .createTable('runs')
    .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('thread', 'text', (column) => column.notNull().references('threads.id'))
    .addColumn('graph', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().references('documents.hash'))
    .addColumn('input', 'text', (column) => column.notNull())
    .addColumn('model', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('due', 'bigint')
    .addColumn('answers', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('cancel', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('token', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('runs_by_thread').on('runs').columns(['thread', 'number']).execute();
  await db.schema.createIndex('runs_by_graph').on('runs').columns(['graph', 'number']).execute();
  await db.schema.createIndex('runs_by_hash').on('runs').column('hash').execute();
  await db.schema
    .createIndex('runs_by_due')
    .on('runs')
    .columns(['due', 'number'])
    .where('due', 'is not', null)
    .execute();
  await db.schema
    .createTable('messages')
    .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('thread', 'text', (column) => column.notNull().references('threads.id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addUniqueConstraint('messages_once', ['thread', 'id'])
    .execute();
  await db.schema.createIndex('messages_by_thread').on('messages').columns(['thread', 'number']).execute();
  await db.schema
    .createTable('events')
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_once', ['run', 'seq'])
    .execute();
}

async function checkpoints(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('checkpoints')
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('namespace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('parent', 'text')
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('checkpoint', 'blob', (column) => column.notNull())
    .addColumn('metadata', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('checkpoints_once', ['thread', 'namespace', 'id'])
    .execute();
  await db.schema
    .createTable('writes')
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('namespace', 'text', (column) => column.notNull())
    .addColumn('checkpoint', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('value', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('writes_once', ['thread', 'namespace', 'checkpoint', 'task', 'position'])
    .execute();
}

async function providers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('providers')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('base_url', 'text')
    .addColumn('sealed_key', 'blob')
    .addColumn('models', 'text', (column) => column.notNull())
    .execute();
}

export const first: Migration = {
  async up(db) {
    await graphs(db);
    await runs(db);
    await checkpoints(db);
    await providers(db);
  },
};
