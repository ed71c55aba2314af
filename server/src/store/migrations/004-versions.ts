/** Published versions of graphs, and for each run the other graphs that it can reach, as they were when it was made. */
import type { Migration } from 'kysely/migration';

export const versions: Migration = {
  async up(db) {
    await db.schema
      .createTable('versions')
      .addColumn('graph', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().references('documents.hash'))
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('published_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('versions_once', ['graph', 'number'])
      .execute();
    await db.schema.createIndex('versions_by_hash').on('versions').column('hash').execute();
    await db.schema
      .createTable('pins')
      .addColumn('run', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().references('documents.hash'))
      .addPrimaryKeyConstraint('pins_once', ['run', 'key'])
      .execute();
    await db.schema.createIndex('pins_by_hash').on('pins').column('hash').execute();
  },
};
