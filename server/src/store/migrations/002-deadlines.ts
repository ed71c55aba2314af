/** When the time of a person who is waited for is over; until now a run waited for ever. */
import type { Migration } from 'kysely/migration';

export const deadlines: Migration = {
  async up(db) {
    await db.schema
      .createTable('deadlines')
      .addColumn('run', 'text', (column) => column.notNull())
      .addColumn('ask', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('deadlines_once', ['run', 'ask'])
      .execute();
  },
};
