/**
 * Databases of earlier versions, as they left them (`earlier/*.sql`; a release adds its own): opened by this one they
 * have the same tables as a new one, and what waited in them goes on.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunList } from '@baton/shared/api';
import { reduceAll, type RunView } from '@baton/shared/events';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { read, startTestApp, storedOf } from '../../app.fixture.ts';
import { openStore } from '../index.ts';
import { migrations } from './index.ts';

const folder = new URL('earlier/', import.meta.url);
const earlier = readdirSync(folder).filter((name) => name.endsWith('.sql'));

class Place implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'baton-earlier-'));
  readonly file = join(this.#folder, 'baton.db');

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Columns and indexes of every table, however they came about. */
function shapeOf(file: string): object {
  const db = new BetterSqlite3(file, { readonly: true });
  const tables = db
    .prepare<[], { name: string }>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .all();
  const shape = tables.map(({ name }) => {
    const columns = db.pragma(`table_info("${name}")`) as { name: string; cid: number }[];
    const indexes = db.pragma(`index_list("${name}")`) as { name: string; seq: number }[];
    return [
      name,
      columns.map(({ cid: _, ...column }) => column).toSorted((a, b) => a.name.localeCompare(b.name)),
      indexes.map(({ seq: _, ...index }) => index).toSorted((a, b) => a.name.localeCompare(b.name)),
      db.pragma(`foreign_key_list("${name}")`),
    ];
  });
  db.close();
  return Object.fromEntries(shape.map(([name, ...rest]) => [name, rest]));
}

describe.each(earlier)('a database of %s', (name) => {
  const restore = (file: string) => {
    const db = new BetterSqlite3(file);
    db.exec(readFileSync(new URL(name, folder), 'utf8'));
    db.close();
  };

  it('has the tables of a new one once it has been opened', async () => {
    using place = new Place();
    using fresh = new Place();
    restore(place.file);
    for (const { file } of [place, fresh]) await (await openStore(file)).close();
    expect(shapeOf(place.file)).toEqual(shapeOf(fresh.file));
  });

  it('goes on with what waited, and shows what was', async () => {
    using place = new Place();
    restore(place.file);
    await using app = await startTestApp({ store: await openStore(place.file) });
    const { runs } = await read<RunList>(app.ask('GET', '/api/runs'));
    expect(runs.map(({ status }) => status)).toEqual(['paused', 'finished']);
    const [waiting, ended] = runs;
    expect(await read<RunView>(app.ask('GET', `/api/runs/${ended!.run}`))).toMatchObject({ route: ['triage'] });
    await app.ask('POST', `/api/runs/${waiting!.run}/answer`, { node: 'boss', answer: { approved: true } });
    const view = reduceAll(await storedOf(await app.ask('GET', `/api/runs/${waiting!.run}/events`)));
    expect(view).toMatchObject({ status: 'finished', output: 'It is done.', route: ['triage', 'boss', 'done'] });
    expect((await app.deps.store.providers.list()).map((provider) => provider.name)).toEqual(['local']);
  });
});

describe('migrations', () => {
  it('are tested from the first version on', () => {
    expect(earlier).toContain('001-first.sql');
    expect(Object.keys(migrations)).toEqual(Object.keys(migrations).toSorted());
  });
});
