/**
 * Until when people are waited for, kept beside the log by the events that go into it: a question with `until` has a
 * deadline, its answer or the run's end takes it away. So a paused run is due at the earliest one, across restarts.
 */
import { endings } from '@baton/shared/events';
import type { StoredDraft } from '@baton/runtime';
import { sql } from 'kysely';
import type { Tx } from './tables.ts';

/**
 * `due` of a run that waits for a person: when the first of the times is over. An answer that came while it was worked
 * on may not have been seen: then it stays in the queue.
 */
export const whenPaused = sql<number | null>`case when answers > 0 then due
  else (select min(until) from deadlines where deadlines.run = runs.id) end`;

export async function keepDeadlines(tx: Tx, run: string, drafts: readonly StoredDraft[]): Promise<void> {
  for (const draft of drafts) {
    if (draft.type === 'human.asked' && draft.until !== undefined) {
      const until = Date.parse(draft.until);
      await tx
        .insertInto('deadlines')
        .values({ run, ask: draft.ask, until })
        .onConflict((conflict) => conflict.columns(['run', 'ask']).doUpdateSet({ until }))
        .execute();
    } else if (draft.type === 'human.answered') {
      await tx.deleteFrom('deadlines').where('run', '=', run).where('ask', '=', draft.ask).execute();
    } else if (endings.has(draft.type)) {
      await tx.deleteFrom('deadlines').where('run', '=', run).execute();
    }
  }
}

/** A time that is over has done its work once the run is taken up: what comes of it is the runtime's to say. */
export async function dropPassedDeadlines(tx: Tx, run: string, now: number): Promise<void> {
  await tx.deleteFrom('deadlines').where('run', '=', run).where('until', '<=', now).execute();
}
