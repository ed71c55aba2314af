import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Graph } from '@baton/shared/graph';
import { describe, expect, it } from 'vitest';
import { BadCursor } from './cursor.ts';
import { beginRun, openTestStore } from './store.fixture.ts';

const graph = (id: string, more: Partial<Graph> = {}): Graph => ({ format: 'baton/1', id, entry: 'a', ...more });

describe('graphs', () => {
  it('come back as they were written, in the order of their keys', async () => {
    await using store = await openTestStore();
    const written: Graph = { entry: 'a', nodes: [{ kind: 'agent', id: 'a', name: 'A' }], id: 'g', format: 'baton/1' };
    await store.graphs.create(written);
    expect(JSON.stringify((await store.graphs.get('g'))?.graph)).toBe(JSON.stringify(written));
  });

  it('are not created over one that is there', async () => {
    await using store = await openTestStore();
    await store.graphs.create(graph('g'));
    expect(await store.graphs.create(graph('g', { entry: 'b' }))).toBeUndefined();
    expect((await store.graphs.get('g'))?.graph.entry).toBe('a');
  });

  it('are replaced only by somebody who knows what is there', async () => {
    await using store = await openTestStore();
    const first = (await store.graphs.create(graph('g')))!;
    const second = await store.graphs.replace(graph('g', { entry: 'b' }), first.revision);
    expect(second).toMatchObject({ graph: { entry: 'b' } });
    expect(await store.graphs.replace(graph('g', { entry: 'c' }), first.revision)).toBe('stale');
    expect(await store.graphs.remove('g', first.revision)).toBe('stale');
    expect((await store.graphs.get('g'))?.graph.entry).toBe('b');
    expect(await store.graphs.replace(graph('other'), '*')).toBe('missing');
    expect(await store.graphs.remove('g', '*')).toBe('removed');
    expect(await store.graphs.get('g')).toBeUndefined();
  });

  it('of two writers who know the same revision, one wins and the other is told', async () => {
    await using store = await openTestStore();
    const { revision } = (await store.graphs.create(graph('g')))!;
    const results = await Promise.all(
      ['b', 'c', 'd'].map((entry) => store.graphs.replace(graph('g', { entry }), revision)),
    );
    expect(results.filter((result) => result === 'stale')).toHaveLength(2);
  });

  it('are listed newest first, page by page, each once, with their last run', async () => {
    await using store = await openTestStore();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await store.graphs.create(graph(id));
    await beginRun(store, { graph: graph('c') });
    const { run } = await beginRun(store, { graph: graph('c') });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.graphs.list({ limit: 2, cursor });
      seen.push(...page.graphs.map(({ id }) => id));
      const c = page.graphs.find(({ id }) => id === 'c');
      if (c) expect(c.lastRun).toMatchObject({ run, status: 'queued' });
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('say why their last run is paused', async () => {
    await using store = await openTestStore();
    await store.graphs.create(graph('c'));
    const { run } = await beginRun(store, { graph: graph('c') });
    await store.log.write(run, { events: [{ type: 'run.paused', why: 'approval' }] });
    const { graphs } = await store.graphs.list({ limit: 2 });
    expect(graphs[0]?.lastRun).toMatchObject({ run, status: 'paused', why: 'approval' });
  });

  it('refuse a cursor that is none', async () => {
    await using store = await openTestStore();
    await expect(store.graphs.list({ limit: 2, cursor: 'nonsense' })).rejects.toThrow(BadCursor);
    await expect(store.runs.list({ limit: 2, cursor: 'W10' }, {})).rejects.toThrow(BadCursor);
  });
});

describe('a file', () => {
  it('is there again when it is opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-store-'));
    const file = join(folder, 'baton.db');
    try {
      {
        await using store = await openTestStore(file);
        await store.graphs.create(graph('g'));
      }
      await using store = await openTestStore(file);
      expect((await store.graphs.get('g'))?.graph.id).toBe('g');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('serves two processes at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-store-'));
    const file = join(folder, 'baton.db');
    const script = `
      import { openStore } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      const store = await openStore(${JSON.stringify(file)});
      for (let i = 0; i < 40; i++) await store.graphs.create({ format: 'baton/1', id: process.argv[1] + i, entry: 'a' });
      await store.close();`;
    const writer = (name: string) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, name]);
    try {
      await Promise.all([writer('a'), writer('b')]);
      await using store = await openTestStore(file);
      expect((await store.graphs.list({ limit: 100 })).graphs).toHaveLength(80);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
