/** Graph documents by the hash of their content: a draft, its versions and their runs share one row, and a run keeps its own. */
import { createHash } from 'node:crypto';
import type { Graph } from '@baton/shared/graph';
import type { Tx } from './tables.ts';

/** 128 bits of SHA-256: enough to tell any two documents apart, short enough to be read in a header. */
const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex').slice(0, 32);

/** @returns the hash by which the document is found again. */
export async function keepDocument(tx: Tx, graph: Graph): Promise<string> {
  const body = JSON.stringify(graph);
  const hash = hashOf(body);
  await tx
    .insertInto('documents')
    .values({ hash, body })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
  return hash;
}

const users = ['graphs', 'versions', 'runs', 'pins'] as const;

/** Forgets a document that no graph, no version and no run needs any more: autosave writes one a second. */
export async function dropDocument(tx: Tx, hash: string): Promise<void> {
  let query = tx.deleteFrom('documents').where('hash', '=', hash);
  for (const table of users) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom(table).select('hash').where('hash', '=', hash))),
    );
  }
  await query.execute();
}

/** The document was judged by the schema before it was stored. */
export const parseDocument = (body: string): Graph => JSON.parse(body) as Graph;
