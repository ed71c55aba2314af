/** A disk that is full and a database that another program holds: clear answers, and nothing lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProblemDetails, RunStarted } from '@baton/shared/api';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { deskGraph, framesOf, read, startTestApp, storedOf } from '../app.fixture.ts';
import { hashPassword } from '../security/password.ts';
import { storeIn } from './index.ts';
import { openSqlite } from './sqlite.ts';
import type { Database } from './tables.ts';

class Disk implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'baton-disk-'));
  readonly file = join(this.#folder, 'baton.db');

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** SQLite's own limit on the size of a file: what a write meets is what it meets on a full disk. */
async function fill(db: Database): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(db);
  // What is left of the last pages is used up, so that not even a small change fits.
  await sql`create table filler (x text)`.execute(db).catch(() => undefined);
}
const empty = (db: Database) => sql`pragma max_page_count = 1000000`.execute(db);

/** Another program that has begun to write. This one may be in the middle of a transaction: it is let come to its end. */
async function holding(file: string): Promise<BetterSqlite3.Database> {
  const other = new BetterSqlite3(file, { timeout: 0 });
  for (;;) {
    try {
      other.exec('begin immediate');
      return other;
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const large = 'A long story. '.repeat(5000);

describe('a disk that is full', () => {
  it('is told, and nothing of the request is stored', async () => {
    using disk = new Disk();
    const db = openSqlite(disk.file);
    await using app = await startTestApp({ store: await storeIn(db) });
    await fill(db);
    const response = await app.ask('POST', '/api/runs', { graph: deskGraph, input: large });
    expect(response.status).toBe(507);
    expect((await read<ProblemDetails>(response)).detail).toMatch(/disk .* is full/);
    expect((await app.deps.store.runs.list({ limit: 10 }, {})).runs).toEqual([]);
    expect((await app.ask('GET', '/api/runs')).status).toBe(200);

    await empty(db);
    expect((await app.ask('POST', '/api/runs', { graph: deskGraph, input: large })).status).toBe(201);
  });

  it('in the middle of a run lets it go on when there is room again, with no gap in its log', async () => {
    using disk = new Disk();
    const db = openSqlite(disk.file);
    await using app = await startTestApp({ store: await storeIn(db), leaseMs: 60 });
    const nodes = deskGraph.nodes!.map((node) => (node.id === 'done' ? { ...node, script: [{ say: large }] } : node));
    const request = { graph: { ...deskGraph, nodes }, input: 'a refund', wait: true };
    const { run } = await read<RunStarted>(app.ask('POST', '/api/runs', request));
    await app.ask('POST', `/api/runs/${run}/answer`, { node: 'boss', answer: { approved: true } });
    await fill(db);
    let full = true;
    const seen: number[] = [];
    for await (const { id } of framesOf(await app.ask('GET', `/api/runs/${run}/events`))) {
      if (id !== undefined) seen.push(id);
      if (full && app.logged.some((line) => line.includes('full'))) {
        full = false;
        await empty(db);
      }
    }
    expect(full).toBe(false);
    expect(seen).toEqual(seen.map((_, index) => index + 1));
    const events = await storedOf(await app.ask('GET', `/api/runs/${run}/events`));
    expect(events.at(-1)?.type).toBe('run.finished');
    expect(events.filter(({ type }) => type === 'node.finished')).toHaveLength(3);
  });
});

describe('a database that another program holds', () => {
  it('is waited for, while the process goes on with everything else', async () => {
    using disk = new Disk();
    await using app = await startTestApp({ store: await storeIn(openSqlite(disk.file)) });
    const other = await holding(disk.file);
    const pending = app.ask('POST', '/api/runs', { graph: deskGraph, input: 'hello', wait: true });
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    other.exec('rollback');
    expect(await read<RunStarted>(pending)).toMatchObject({ view: { status: 'finished' } });
    other.close();
  });

  it('for too long is told, and nothing of the request is stored', async () => {
    using disk = new Disk();
    await using app = await startTestApp({ store: await storeIn(openSqlite(disk.file, 10)) });
    const other = await holding(disk.file);
    const response = await app.ask('POST', '/api/runs', { graph: deskGraph, input: 'hello' });
    expect(response.status).toBe(503);
    expect((await read<ProblemDetails>(response)).detail).toMatch(/Another program holds/);
    other.exec('rollback');
    other.close();
    expect((await app.deps.store.runs.list({ limit: 10 }, {})).runs).toEqual([]);
  });

  it('for too long lets nobody in and out, and says so', async () => {
    using disk = new Disk();
    const host = 'baton.example';
    const door = { login: true, loopback: false, hosts: [host], https: true };
    await using app = await startTestApp({ store: await storeIn(openSqlite(disk.file, 10)), door });
    const [name, password, next] = ['ann', 'correct horse battery', 'another long password'];
    const { users } = await app.deps.logins();
    await users.create({ name, role: 'viewer', password: await hashPassword(password, { N: 16, r: 1, p: 1 }) });
    const own = { host, origin: `https://${host}` };
    const login = (given = password) => app.ask('POST', '/api/session', { name, password: given }, own);
    const cookie = (await login()).headers.get('set-cookie')?.split(';')[0] ?? '';
    const ask = (method: string, path: string, body?: object) => app.ask(method, path, body, { ...own, cookie });

    const other = await holding(disk.file);
    for (const asked of [
      () => login(),
      () => ask('DELETE', '/api/session'),
      () => ask('PUT', '/api/session/password', { current: password, password: next }),
    ])
      expect((await asked()).status).toBe(503);
    other.exec('rollback');
    other.close();
    expect((await ask('GET', '/api/graphs')).status).toBe(200);
    expect((await login(next)).status).toBe(401);
    expect((await ask('DELETE', '/api/session')).status).toBe(204);
    expect((await ask('GET', '/api/graphs')).status).toBe(401);
  });

  it('in the middle of a run lets it go on when it is free again, with no gap in its log', async () => {
    using disk = new Disk();
    await using app = await startTestApp({ store: await storeIn(openSqlite(disk.file, 10)), leaseMs: 60 });
    const { run } = await read<RunStarted>(app.ask('POST', '/api/runs', { graph: deskGraph, input: 'hello' }));
    const other = await holding(disk.file);
    let held = true;
    for await (const { event } of framesOf(await app.ask('GET', `/api/runs/${run}/events`))) {
      if (event?.type !== 'run.started' && event !== undefined) continue;
      if (!held || !app.logged.some((line) => line.includes('locked'))) continue;
      held = false;
      other.exec('rollback');
    }
    other.close();
    const events = await storedOf(await app.ask('GET', `/api/runs/${run}/events`));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)).toMatchObject({ type: 'run.finished' });
  });
});
