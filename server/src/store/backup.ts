/**
 * A copy of the database as it is at one moment, taken while a server goes on writing: SQLite's VACUUM INTO reads in
 * one transaction, so no change is in it by half, and unlike its page by page backup it does not begin again when
 * another process writes.
 */
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';

export interface Backup {
  graphs: number;
  runs: number;
  bytes: number;
}

/** @throws Error with a sentence; what was begun of `to` is gone then. */
export function backup(from: string, to: string): Backup {
  if (!existsSync(from)) throw new Error(`There is no database ${from}.`);
  if (existsSync(to)) throw new Error(`${to} is there already, and a backup is not written over another file.`);
  const begun = `${to}.part`;
  rmSync(begun, { force: true });
  try {
    // As the first thing that is there, so that nobody else can read it while it grows.
    writeFileSync(begun, '', { mode: 0o600, flag: 'wx' });
    const source = new BetterSqlite3(from, { readonly: true, fileMustExist: true });
    try {
      source.prepare('vacuum into ?').run(begun);
    } finally {
      source.close();
    }
    const counts = look(begun);
    renameSync(begun, to);
    return { ...counts, bytes: statSync(to).size };
  } catch (error) {
    rmSync(begun, { force: true });
    throw error;
  }
}

/** A backup that cannot be read is found out now, not on the day on which it is needed. */
function look(file: string): { graphs: number; runs: number } {
  const copy = new BetterSqlite3(file, { readonly: true });
  try {
    const health = copy.pragma('integrity_check', { simple: true });
    if (health !== 'ok') throw new Error(`The copy is not sound: ${String(health)}`);
    const count = (table: 'graphs' | 'runs') =>
      copy.prepare<[], { count: number }>(`select count(*) as count from ${table}`).get()?.count ?? 0;
    return { graphs: count('graphs'), runs: count('runs') };
  } finally {
    copy.close();
  }
}
