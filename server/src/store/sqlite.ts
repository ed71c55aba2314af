/**
 * The embedded database. SQLite has one connection here and Kysely hands it to one transaction at a time, so nothing
 * comes between two statements of a transaction. Everything that touches the database must go through Kysely for
 * that: a statement past it would land in the middle of somebody's transaction.
 */
import BetterSqlite3 from 'better-sqlite3';
import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type DialectAdapter,
  type Driver,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import { PatientDriver } from './patient.ts';
import type { Database, Tables } from './tables.ts';

const statementsKept = 500;

/** How long another program may hold the database before a change is refused. */
const patience = 5000;

/**
 * @param file a path, or `:memory:`.
 * @param patienceMs how long to wait for another program that holds it.
 */
export function openSqlite(file: string, patienceMs = patience): Database {
  const sqlite = new BetterSqlite3(file);
  sqlite.pragma('journal_mode = WAL');
  // A commit is in the operating system's hands when it is acknowledged, so kill -9 loses nothing; a power cut may
  // lose the last moments, never half of a transaction. FULL would wait for the disk at every step of every run, and
  // with it every other run and stream of this process: 0.2 ms on a quiet disk, over 100 ms on a busy one (measured).
  sqlite.pragma('synchronous = NORMAL');
  sqlite.pragma('foreign_keys = ON');
  // What is deleted is overwritten with zeros, also in pages that are free then. 3,000 runs took 2 s to delete, with or without.
  sqlite.pragma('secure_delete = ON');
  // SQLite's own way to wait stands still with the whole process; ours does not (patient.ts).
  sqlite.pragma('busy_timeout = 5');
  return new Kysely<Tables>({ dialect: new Dialect(sqlite, patienceMs) });
}

/** For a look from another process: nothing is created, migrated or changed. Throws when the file is not there. */
export function openSqliteReadOnly(file: string): Database {
  const sqlite = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  return new Kysely<Tables>({ dialect: new Dialect(sqlite, patience) });
}

/** Brings the tables up to date, each migration whole or not at all. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

class Dialect extends SqliteDialect {
  readonly #sqlite: BetterSqlite3.Database;
  readonly #patienceMs: number;

  constructor(sqlite: BetterSqlite3.Database, patienceMs: number) {
    super({ database: keepingStatements(sqlite) });
    this.#sqlite = sqlite;
    this.#patienceMs = patienceMs;
  }

  override createDriver(): Driver {
    return new PatientDriver(keepingStatements(this.#sqlite), () => this.#sqlite.inTransaction, this.#patienceMs);
  }

  override createAdapter(): DialectAdapter {
    return new Adapter();
  }
}

class Adapter extends SqliteAdapter {
  /** SQLite can take a change of its tables back; Kysely's adapter leaves that unused. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Statements are prepared once instead of at every call (a third of the time of a write). A transaction takes the
 * write lock when it begins: one that began by reading could find at its first write that another process was
 * faster, and would have to be done again.
 */
function keepingStatements(sqlite: BetterSqlite3.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      if (kept.size >= statementsKept) kept.clear();
      const statement = sqlite.prepare(sql === 'begin' ? 'begin immediate' : sql);
      kept.set(sql, statement);
      return statement;
    },
    close: () => void sqlite.close(),
  };
}
