import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deskGraph } from '../app.fixture.ts';
import { openStore } from '../store/index.ts';
import { beginRun } from '../store/store.fixture.ts';
import { runCommand } from './commands.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'baton-backup-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function backup(...args: string[]): Promise<{ code: number; said: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let said = '';
  for (const stream of [stdout, stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const { signal } = new AbortController();
  const io = {
    stdin,
    stdout,
    stderr,
    env: { BATON_DATA: join(folder, 'data') },
    terminal: false,
    colour: false,
    signal,
  };
  return { code: await runCommand(['backup', ...args], io), said };
}

describe('baton backup', () => {
  it('copies what is stored while somebody writes, and the copy opens as a data folder', async () => {
    mkdirSync(join(folder, 'data'));
    const store = await openStore(join(folder, 'data', 'baton.db'));
    await store.graphs.create(deskGraph);
    const { run } = await beginRun(store, { graph: deskGraph });
    const writing = Promise.all(
      Array.from({ length: 20 }, () => store.log.write(run, { events: [{ type: 'run.paused', why: 'step' }] })),
    );
    const { code, said } = await backup(join(folder, 'copy.db'));
    await writing;
    await store.close();
    expect([code, said]).toEqual([0, expect.stringMatching(/1 graph, 1 run, \d/)]);
    expect(statSync(join(folder, 'copy.db')).mode & 0o077).toBe(0);

    mkdirSync(join(folder, 'restored'));
    copyFileSync(join(folder, 'copy.db'), join(folder, 'restored', 'baton.db'));
    const restored = await openStore(join(folder, 'restored', 'baton.db'));
    expect((await restored.graphs.get('desk'))?.graph).toEqual(deskGraph);
    expect((await restored.queue.claim({ owner: 'me', leaseMs: 1000 }))?.record.run).toBe(run);
    const { seq } = (await restored.runs.get(run))!;
    expect(await restored.log.events(run)).toHaveLength(seq);
    await restored.close();
  });

  it('says why it cannot, and leaves nothing half', async () => {
    expect(await backup(join(folder, 'copy.db'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('no database'),
    });
    mkdirSync(join(folder, 'data'));
    await (await openStore(join(folder, 'data', 'baton.db'))).close();
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    expect((await backup(join(folder, 'mine.txt'))).said).toContain('is there already');
    expect((await backup(join(folder, 'nowhere', 'copy.db'))).code).toBe(1);
    expect(await backup()).toMatchObject({ code: 2 });
    expect(readdirSync(folder).toSorted()).toEqual(['data', 'mine.txt']);
  });
});
