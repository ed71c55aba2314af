/** Webhooks of graphs, what they have delivered, and what they are to be told. */
import type { Migration } from 'kysely/migration';

export const webhooks: Migration = {
  async up(db) {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('graph', 'text', (column) => column.notNull().unique())
      .addColumn('sealed_secret', 'blob', (column) => column.notNull())
      .addColumn('callback', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('deliveries')
      .addColumn('webhook', 'text', (column) => column.notNull())
      .addColumn('delivery', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('run', 'text', (column) => column.notNull())
      .addColumn('thread', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('deliveries_once', ['webhook', 'delivery'])
      .execute();
    await db.schema.createIndex('deliveries_by_time').on('deliveries').column('at').execute();
    await db.schema.createIndex('deliveries_by_run').on('deliveries').column('run').execute();
    await db.schema
      .createTable('callbacks')
      .addColumn('run', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('webhook', 'text', (column) => column.notNull())
      .addColumn('due', 'bigint', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addPrimaryKeyConstraint('callbacks_once', ['run', 'seq'])
      .execute();
    await db.schema.createIndex('callbacks_by_due').on('callbacks').column('due').execute();
    await db.schema.alterTable('runs').addColumn('webhook', 'text').execute();
  },
};
