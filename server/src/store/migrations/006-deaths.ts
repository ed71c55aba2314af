/** How often a process has ended while it worked on a run, without the run having come any further. */
import type { Migration } from 'kysely/migration';

export const deaths: Migration = {
  async up(db) {
    await db.schema
      .alterTable('runs')
      .addColumn('deaths', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
