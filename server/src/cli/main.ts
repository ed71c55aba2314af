/** What `npm run -s baton -- COMMAND …` runs. */
import { words } from '../log.ts';
import { runCommand } from './commands.ts';
import type { Io } from './io.ts';
import { write } from './harmless.ts';

const { stdin, stdout, stderr, env } = process;
const [name] = process.argv.slice(2);

/** Ctrl-C cancels a run, which then says so; the second one does not wait for it. A server has its own way to end. */
function interrupted(): AbortSignal {
  const stop = new AbortController();
  if (name === 'start') return stop.signal;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  }
  return stop.signal;
}

const terminal = stdin.isTTY && stdout.isTTY;
const colour = stdout.isTTY && !env['NO_COLOR'];
const io: Io = { stdin, stdout, stderr, env, terminal, colour, signal: interrupted() };

// A reader that has seen enough (such as `head`) ends the command.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = await runCommand(process.argv.slice(2), io);
} catch (error) {
  write(stderr, `${words(error)}\n`);
  process.exitCode = 1;
}
