// Ends a script in every way there is, and sees that the program it has started ends with it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isAlive } from './processes.mjs';

const processes = new URL('processes.mjs', import.meta.url).href;
const files = {
  // A program that takes its time to end well, with a process of its own.
  'program.mjs': `
    import { spawn } from 'node:child_process';
    const own = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    process.on('SIGTERM', () => setTimeout(() => process.exit(0), 100));
    console.log(JSON.stringify([process.pid, own.pid]));`,
  'script.mjs': `
    import { runProgram, stopTogether } from '${processes}';
    stopTogether(() => 0);
    const file = new URL('program.mjs', import.meta.url).pathname;
    process.exitCode = await runProgram(process.execPath, file, [], { cwd: '.', terminal: false });`,
  'npm.mjs': `
    import { spawn } from 'node:child_process';
    spawn(process.execPath, [new URL('script.mjs', import.meta.url).pathname], { stdio: 'inherit' });`,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-processes-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function started(name: keyof typeof files): Promise<{ script: ChildProcess; pids: number[] }> {
  const script = spawn(process.execPath, [join(folder, name)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(script.stdout, 'data')) as [Buffer];
  return { script, pids: JSON.parse(line.toString()) as number[] };
}

/** Whether it runs; one that has ended and that nobody has asked about stays in the table of some containers for ever. */
function runs(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return isAlive(pid) && !(existsSync(status) && /^State:\s+Z/m.test(readFileSync(status, 'utf8')));
}

const allGone = (pids: number[]) => vi.waitFor(() => expect(pids.filter(runs)).toEqual([]), 5_000);

// Windows has no signals to send.
describe.skipIf(process.platform === 'win32')('the program and what it has started end', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'when the script gets %s, which is no failure',
    async (signal) => {
      const { script, pids } = await started('script.mjs');
      script.kill(signal);
      expect(await once(script, 'close')).toEqual([0, null]);
      await allGone(pids);
    },
  );

  test.each(['script.mjs', 'npm.mjs'] as const)('when %s is killed and can pass nothing on', async (name) => {
    const { script, pids } = await started(name);
    script.kill('SIGKILL');
    await allGone([...pids.slice(0, 1), ...(name === 'npm.mjs' ? pids : [])]);
    // Nobody is left to sweep up after a killed script; a program has to end what it starts itself.
    for (const pid of pids.filter(runs)) process.kill(pid);
  });
});
