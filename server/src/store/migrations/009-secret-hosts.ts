/** The hosts that a secret may be sent to, as a JSON list; nothing for those that may go anywhere. */
import type { Migration } from 'kysely/migration';

export const secretHosts: Migration = {
  async up(db) {
    await db.schema.alterTable('secrets').addColumn('hosts', 'text').execute();
  },
};
