/** LangGraph's checkpoints and the writes that wait beside them, as bytes that only the runtime reads. */
import type { CheckpointRow, WriteRow } from '@baton/runtime';
import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from './tables.ts';

/** SQLite gives a Buffer, which is a Uint8Array with ways of its own. */
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const toCheckpoint = (row: Selectable<Tables['checkpoints']>): CheckpointRow => ({
  ...row,
  checkpoint: plain(row.checkpoint),
  metadata: plain(row.metadata),
});

export async function checkpoint(
  db: Database,
  thread: string,
  namespace: string,
  id: string | undefined,
): Promise<CheckpointRow | undefined> {
  let query = db.selectFrom('checkpoints').selectAll().where('thread', '=', thread).where('namespace', '=', namespace);
  if (id !== undefined) query = query.where('id', '=', id);
  const row = await query.orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row && toCheckpoint(row);
}

export async function checkpoints(
  db: Database,
  thread: string | undefined,
  namespace: string | undefined,
): Promise<CheckpointRow[]> {
  let query = db.selectFrom('checkpoints').selectAll().orderBy('id', 'desc');
  if (thread !== undefined) query = query.where('thread', '=', thread);
  if (namespace !== undefined) query = query.where('namespace', '=', namespace);
  return (await query.execute()).map(toCheckpoint);
}

export async function writes(db: Database, thread: string, namespace: string, id: string): Promise<WriteRow[]> {
  const rows = await db
    .selectFrom('writes')
    .selectAll()
    .where('thread', '=', thread)
    .where('namespace', '=', namespace)
    .where('checkpoint', '=', id)
    .execute();
  return rows.map(({ position, value, ...row }) => ({ ...row, index: position, value: plain(value) }));
}

export async function deleteCheckpoints(db: Database, thread: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('writes').where('thread', '=', thread).execute();
    await tx.deleteFrom('checkpoints').where('thread', '=', thread).execute();
  });
}

export async function putCheckpoint(tx: Tx, row: CheckpointRow): Promise<void> {
  const { parent, type, checkpoint: bytes, metadata } = row;
  await tx
    .insertInto('checkpoints')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['thread', 'namespace', 'id']).doUpdateSet({ parent, type, checkpoint: bytes, metadata }),
    )
    .execute();
}

/** The first ordinary write of a position stands; of LangGraph's special channels (negative) the last one does. */
export async function putWrite(tx: Tx, { index, ...row }: WriteRow): Promise<void> {
  const { path, channel, type, value } = row;
  await tx
    .insertInto('writes')
    .values({ ...row, position: index })
    .onConflict((conflict) => {
      const same = conflict.columns(['thread', 'namespace', 'checkpoint', 'task', 'position']);
      return index < 0 ? same.doUpdateSet({ path, channel, type, value }) : same.doNothing();
    })
    .execute();
}
