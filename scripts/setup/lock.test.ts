import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alone } from './lock.mjs';
import { createProgress, withoutSteps } from './progress.mjs';

const silent = withoutSteps(createProgress(process.stderr));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a set-up', () => {
  test('waits for another in the same folder', async () => {
    const log: string[] = [];
    const setUp = (name: string) => async () => {
      log.push(`${name} begins`);
      await sleep(30);
      log.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => alone(silent, setUp(name), folder)));
    const order = log.filter((line) => line.endsWith('begins')).map((line) => line.slice(0, 1));
    expect(log).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that fails lets the next one begin', async () => {
    await expect(alone(silent, () => Promise.reject(new Error('no disk')), folder)).rejects.toThrow('no disk');
    expect(await alone(silent, () => Promise.resolve('done'), folder)).toBe('done');
  });

  test.each([
    ['whose process is gone', () => ({ pid: spawnSync(process.execPath, ['-v']).pid, host: hostname() }), 0],
    ['of another machine that does not beat any more', () => ({ pid: process.pid, host: 'elsewhere' }), 60],
  ])('takes over a lock %s', async (_, owner, secondsOld) => {
    const lock = join(folder, 'setup.lock');
    mkdirSync(lock);
    writeFileSync(join(lock, 'owner'), JSON.stringify(owner()));
    const then = new Date(Date.now() - secondsOld * 1000);
    utimesSync(lock, then, then);
    expect(await alone(silent, () => Promise.resolve('done'), folder)).toBe('done');
  });
});
