/**
 * Databases of earlier versions, as they left them (`earlier/*.sql`; a release adds its own): opened by this one they
 * have the same tables as a new one, and what waited in them goes on.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunList, Session, UserList } from '@baton/shared/api';
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

function restore(file: string, name: string): void {
  const db = new BetterSqlite3(file);
  db.exec(readFileSync(new URL(name, folder), 'utf8'));
  db.close();
}

describe.each(earlier)('a database of %s', (name) => {
  it('has the tables of a new one once it has been opened', async () => {
    using place = new Place();
    using fresh = new Place();
    restore(place.file, name);
    for (const { file } of [place, fresh]) await (await openStore(file)).close();
    expect(shapeOf(place.file)).toEqual(shapeOf(fresh.file));
  });

  it('goes on with what waited, and shows what was', async () => {
    using place = new Place();
    restore(place.file, name);
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

describe('a database with users', () => {
  const host = 'baton.example';
  const headers = { host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' };

  it('lets them and their keys in as before; only sessions have ended', async () => {
    using place = new Place();
    restore(place.file, '009-secret-hosts.sql');
    const door = { login: true, loopback: false, hosts: [host], https: true };
    await using app = await startTestApp({ store: await openStore(place.file), door });
    const login = (name: string, password: string) => app.ask('POST', '/api/session', { name, password }, headers);
    expect((await login('admin', 'the old password of ann@example.com')).status).toBe(401);
    for (const [name, scope] of [['admin', 'admin'] as const, ['ann@example.com', 'edit'] as const]) {
      const session = await read<Session>(login(name, `the old password of ${name}`));
      expect(session.caller).toEqual({ kind: 'user', name, scope });
    }
    const cookie = (await login('admin', 'the old password of admin')).headers.get('set-cookie')!.split(';')[0]!;
    const { users } = await read<UserList>(app.ask('GET', '/api/settings/users', undefined, { ...headers, cookie }));
    expect(users).toEqual([
      { name: 'admin', role: 'admin', createdAt: '2026-11-26T08:07:28.712Z' },
      { name: 'ann@example.com', role: 'editor', createdAt: '2026-11-26T08:07:29.076Z' },
    ]);
    const status = async (more: object) =>
      (await app.ask('GET', '/api/graphs', undefined, { ...headers, ...more })).status;
    expect(await status({ authorization: 'Bearer baton_the-old-key' })).toBe(200);
    expect(await status({ cookie: '__Host-baton_session=the-old-token' })).toBe(401);
  });
});

describe('migrations', () => {
  it('are tested from the first version on', () => {
    expect(earlier).toContain('001-first.sql');
    expect(Object.keys(migrations)).toEqual(Object.keys(migrations).toSorted());
  });
});
