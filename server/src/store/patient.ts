/**
 * What the database does when it cannot: another program that holds it for a moment (a backup, a shell, a second
 * server) is waited for without standing still, and a transaction that SQLite has taken back itself, as it does when
 * the disk is full, is told as what it was.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  SqliteDriver,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  type SqliteDatabase,
} from 'kysely';

/** The code of an error that comes from SQLite, such as `SQLITE_FULL`; undefined for any other error. */
export function storeCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

export const isHeld = (code: string | undefined): boolean => /^SQLITE_(BUSY|LOCKED)/.test(code ?? '');

export class PatientDriver extends SqliteDriver {
  readonly #inTransaction: () => boolean;
  readonly #patienceMs: number;

  constructor(database: SqliteDatabase, inTransaction: () => boolean, patienceMs: number) {
    super({ database });
    this.#inTransaction = inTransaction;
    this.#patienceMs = patienceMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: (query) => this.#patiently(connection, query),
      streamQuery: (query, size) => connection.streamQuery(query, size),
    };
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#inTransaction()) await super.rollbackTransaction(connection);
  }

  /** Inside a transaction the lock is held already: there is nothing to wait for. */
  async #patiently<Row>(connection: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<Row>> {
    const end = Date.now() + this.#patienceMs;
    for (let pause = 5; ; pause = Math.min(pause * 2, 200)) {
      try {
        return await connection.executeQuery<Row>(query);
      } catch (error) {
        if (!isHeld(storeCode(error)) || this.#inTransaction() || Date.now() >= end) throw error;
      }
      await wait(pause);
    }
  }
}
