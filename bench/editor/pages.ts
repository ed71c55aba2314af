/** The two pages that are compared: Baton, served by a server of its own, and bare React Flow, built for this. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';
import { large } from './graph.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export interface Served {
  url: string;
  close: () => Promise<void>;
}

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'baton-bench-'));
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** @param folder where it is built to. */
export async function serveBare(folder: string): Promise<Served> {
  const config: InlineConfig = { configFile: false, logLevel: 'warn', root: join(here, 'bare'), plugins: [react()] };
  const outDir = join(folder, 'bare');
  await build({ ...config, build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 2000 } });
  const server = await preview({ ...config, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** The built editor with the large graph in it. @param folder the server's data. */
export async function serveBaton(folder: string): Promise<Served> {
  const main = join(here, '../../server/src/main.ts');
  const args = [main, '--port', '0', '--host', '127.0.0.1', '--data', join(folder, 'data')];
  const server = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1' },
    // It logs each request to stderr.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  let url: string | undefined;
  for await (const line of createInterface(server.stdout)) {
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) break;
  }
  server.stdout.resume();
  if (url === undefined) throw new Error('The server ended before it said where it listens.');
  const stored = await fetch(`${url}/api/graphs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(large),
  });
  if (!stored.ok) throw new Error(`The server does not take the graph: ${await stored.text()}`);
  return {
    url: `${url}/graphs/${large.id}`,
    async close() {
      server.kill('SIGINT');
      await ended;
    },
  };
}
