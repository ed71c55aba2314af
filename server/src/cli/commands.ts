/** The commands by name. */
import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command, Io } from './io.ts';
import { run } from './run.ts';
import { start } from './start.ts';
import { write } from './harmless.ts';

const commands: ReadonlyMap<string, Command> = new Map(Object.entries({ backup, check, run, start }));

const help = `Baton: draw how agents hand over to each other, watch it happen, and run it.

${[...commands.values()].map(({ summary }) => `  npm run -s baton -- ${summary}`).join('\n')}

Each command says more with --help.
`;

/** @returns the exit code. */
export async function runCommand([name, ...args]: string[], io: Io): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    write(name === undefined ? io.stderr : io.stdout, help);
    return name === undefined ? 2 : 0;
  }
  const command = commands.get(name);
  if (command) return command.run(args, io);
  write(io.stderr, `There is no command "${name}".\n\n${help}`);
  return 2;
}
