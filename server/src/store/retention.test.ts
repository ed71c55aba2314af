import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sweep } from '../runs/retention.ts';
import { beginRun, openTestStore } from './store.fixture.ts';
import { storeIn } from './index.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

const ending = { output: null, route: [], tokens: { input: 0, output: 0, cached: 0 }, costUsd: 0, ms: 1 };
const end = (store: Store, run: string) => store.log.write(run, { events: [{ type: 'run.finished', ...ending }] });
const tomorrow = () => new Date(Date.now() + 86_400_000);
const graph = (id: string) => ({ format: 'baton/1' as const, id, entry: 'a' });

describe('retention', () => {
  it('deletes runs that ended before that day, with all that only they need', async () => {
    await using store = await openTestStore();
    const { run, thread } = await beginRun(store, { graph: graph('g'), pins: new Map([['p', graph('p')]]) });
    const bytes = new Uint8Array([1]);
    const row = { thread: run, namespace: '', id: '1', parent: null, type: 'json', checkpoint: bytes, metadata: bytes };
    await store.log.write(run, { checkpoint: row, messages: [{ id: 'm1', role: 'user', text: 'hello' }] });
    await end(store, run);
    expect(await sweep(new Date(0), store.runs)).toBe(0);
    expect(await sweep(tomorrow(), store.runs)).toBe(1);
    expect(await store.runs.get(run)).toBeUndefined();
    expect(await store.log.events(run)).toEqual([]);
    expect(await store.log.checkpoint(run, '')).toBeUndefined();
    expect(await store.runs.hasThread(thread)).toBe(false);
  });

  it('leaves nothing of what was said in the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-retention-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'baton.db');
    const db = openSqlite(file);
    const store = await storeIn(db);
    const words = 'canary words '.repeat(1000);
    for (let index = 0; index < 20; index++) {
      const { run } = await beginRun(store, { input: words });
      await store.log.write(run, { messages: [{ id: 'm1', role: 'user', text: words }] });
      await end(store, run);
    }
    const inFile = async () => {
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
      return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes('canary'));
    };
    expect(await inFile()).toBe(true);
    expect(await sweep(tomorrow(), store.runs)).toBe(20);
    expect(await inFile()).toBe(false);
    await store.close();
  });

  it('never touches runs that wait, run, or have not begun', async () => {
    await using store = await openTestStore();
    const [queued, running, waiting] = [await beginRun(store), await beginRun(store), await beginRun(store)];
    await store.log.write(running.run, { events: [{ type: 'run.resumed', why: 'crash' }] });
    await store.log.write(waiting.run, { events: [{ type: 'run.paused', why: 'human' }] });
    expect(await sweep(tomorrow(), store.runs)).toBe(0);
    for (const { run } of [queued, running, waiting]) expect(await store.runs.get(run)).toBeDefined();
  });

  it('keeps what was said in a thread as long as there is a run of it', async () => {
    await using store = await openTestStore();
    const first = await beginRun(store);
    await store.log.write(first.run, { messages: [{ id: 'm1', role: 'user', text: 'hello' }] });
    await end(store, first.run);
    const second = await beginRun(store, { thread: first.thread, begins: false });
    expect(await sweep(tomorrow(), store.runs)).toBe(1);
    expect(await store.log.messages(second.run)).toHaveLength(1);
  });

  it('goes through any number of them', async () => {
    await using store = await openTestStore();
    for (let index = 0; index < 120; index++) await end(store, (await beginRun(store)).run);
    expect(await sweep(tomorrow(), store.runs)).toBe(120);
  });
});
