/** Baton's programs as real processes, with a home folder of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What Node has made of our files, for the next of the many processes that load the same ones. */
const compiled = fileURLToPath(new URL('../../.baton/compiled', import.meta.url));

export interface Program {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** The exit code, or null when a signal ended it. */
  ended: Promise<number | null>;
}

export class Home implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'baton-home-'));
  readonly #programs: Program[] = [];

  start(file: 'main.ts' | 'cli/main.ts', args: string[], env: Record<string, string> = {}): Program {
    const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
      env: { PATH: process.env['PATH'], HOME: this.folder, NODE_COMPILE_CACHE: compiled, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const program = { child, stdout: () => said.stdout, stderr: () => said.stderr, ended };
    this.#programs.push(program);
    return program;
  }

  /** @returns a server that answers, and its address. */
  async serve(args: string[] = [], env: Record<string, string> = {}): Promise<{ server: Program; url: string }> {
    const server = this.start('main.ts', ['--port', '0', ...args], env);
    return { server, url: (await printed(server, /Baton is at (\S+)/))[1] ?? '' };
  }

  [Symbol.dispose](): void {
    for (const { child } of this.#programs) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Waits until the program has printed what matches, by listening. */
export async function printed(program: Program, pattern: RegExp): Promise<RegExpExecArray> {
  const found = Promise.withResolvers<RegExpExecArray>();
  const look = () => {
    const match = pattern.exec(program.stdout());
    if (match) found.resolve(match);
  };
  program.child.stdout?.on('data', look);
  look();
  const early = program.ended.then((code) => {
    throw new Error(`ended with ${code} before it printed ${pattern}: ${program.stdout()}${program.stderr()}`);
  });
  return Promise.race([found.promise, early]);
}

/** A port that nobody listens on, and none of those that the system gives away: one of those may be taken while nobody listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
