/** `baton start`: a server in this process, from its first line of text to its exit code. */
import { flushCompileCache } from 'node:module';
import { logToStderr, words } from './log.ts';
import { NoAdmin } from './security/admin.ts';
import { serve, type Running } from './serve.ts';
import { readSettings, startHelp, type Environment, type Settings } from './settings.ts';

/** npm start's script waits ten seconds before it ends the process itself. */
const graceMs = 8000;

const inTheOpen = `Others reach it without encryption, and whoever is on the way can read along. Put a proxy with TLS in front of it, and\nstart it with --public-url https://… so that cookies travel by https alone.\n`;

/** @returns the exit code, when the server has been stopped. */
export async function start(args: string[], env: Environment): Promise<number> {
  const settings = readSettings(args, env, process.stderr.isTTY);
  if (settings === 'help') {
    process.stdout.write(startHelp);
    return 0;
  }
  if ('problem' in settings) {
    process.stderr.write(`${settings.problem}\n\n${startHelp}`);
    return 2;
  }
  // Runs hold what people have said: whatever is written here is for this user's eyes.
  process.umask(0o077);
  const stopped = signalled();
  let running: Running;
  try {
    running = await serve(settings, env, logToStderr(settings.operations.logLevel));
  } catch (error) {
    if (error instanceof NoAdmin) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`${await whyNot(settings, error)}\n`);
    return 1;
  }
  // The page itself is asked for, so that the address stands there only when it works.
  const page = await fetch(running.url);
  if (!settings.door.loopback && !settings.door.https) process.stdout.write(inTheOpen);
  process.stdout.write(`Baton is at ${running.url}\n`);
  if (!page.ok) process.stdout.write(await page.text());
  // Where its folder is set (NODE_COMPILE_CACHE), the next start is quicker, also after one that was not left to end well.
  flushCompileCache();
  await stopped;
  process.stdout.write('Stopping …\n');
  const left = await running.stop(graceMs);
  if (left > 0)
    process.stdout.write(`${left} run${left === 1 ? '' : 's'} will go on from the last step after the next start.\n`);
  return 0;
}

/** Resolves at the first Ctrl-C or SIGTERM. Asked twice, nothing is waited for: whatever is unfinished is in the store. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

/** What happened and what to do about it. */
async function whyNot({ host, port, data }: Settings, error: unknown): Promise<string> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const next = `npm start -- --port ${port + 1}`;
  if (code === 'EADDRINUSE') {
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    if (await isBaton(url))
      return `Baton is running at ${url} already. Open that page, or start a second one with: ${next}`;
    return `Port ${port} of ${host} is taken by another program. Stop that one, or take another port: ${next}`;
  }
  if (code === 'EACCES' && error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
    return `This user may not listen on port ${port}. Take one above 1023, such as: npm start -- --port 4680`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address ${host}.`;
  if (code.startsWith('SQLITE_'))
    return `The database in ${data} cannot be used: ${words(error)}. Start with another folder by --data DIR, or repair this one.`;
  return `Baton could not start with its data in ${data}: ${words(error)}`;
}

async function isBaton(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(1000) });
    const health: unknown = await response.json();
    return typeof health === 'object' && health !== null && 'status' in health && 'version' in health;
  } catch {
    return false;
  }
}
