/** Deletes what is over for long: runs with all that belongs to them, and threads of which no run is left. */
import { dropDocument } from './documents.ts';
import { overStatuses } from './over.ts';
import type { Database } from './tables.ts';

/**
 * @param before ISO time; only runs that ended before it. Those that run or wait are never touched.
 * @param limit at most so many at once, so that nobody waits long for the database.
 * @returns how many.
 */
export async function deleteEnded(db: Database, before: string, limit: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const old = await tx
      .selectFrom('runs')
      .select(['id', 'thread', 'hash'])
      .where('status', 'in', overStatuses)
      .where('ended_at', '<', before)
      .orderBy('number')
      .limit(limit)
      .execute();
    if (old.length === 0) return 0;
    const runs = old.map(({ id }) => id);
    for (const table of ['events', 'deadlines', 'deliveries', 'callbacks'] as const)
      await tx.deleteFrom(table).where('run', 'in', runs).execute();
    // LangGraph's thread is a run of ours.
    for (const table of ['checkpoints', 'writes'] as const)
      await tx.deleteFrom(table).where('thread', 'in', runs).execute();
    const pins = await tx.deleteFrom('pins').where('run', 'in', runs).returning('hash').execute();
    await tx.deleteFrom('runs').where('id', 'in', runs).execute();
    for (const hash of new Set([...old, ...pins].map((row) => row.hash))) await dropDocument(tx, hash);
    for (const thread of new Set(old.map((row) => row.thread))) {
      const left = await tx.selectFrom('runs').select('id').where('thread', '=', thread).executeTakeFirst();
      if (left) continue;
      await tx.deleteFrom('messages').where('thread', '=', thread).execute();
      await tx.deleteFrom('threads').where('id', '=', thread).execute();
    }
    return old.length;
  });
}
