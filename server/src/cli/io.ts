/** What a command reads from and writes to; given, so that a test can be the terminal. */
import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../settings.ts';
import { write } from './harmless.ts';

export interface Io {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  env: Environment;
  /** A person is there to be asked. */
  terminal: boolean;
  colour: boolean;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  help: string;
  /** @returns the exit code: 0 done, 1 the graph or the run failed, 2 wrong usage. */
  run(args: string[], io: Io): Promise<number>;
}

export function wrongUsage(io: Io, command: Command, problem: string): 2 {
  write(io.stderr, `${problem}\n\n${command.help}`);
  return 2;
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Paint = (colour: keyof typeof codes, text: string) => string;

export const painter =
  (colour: boolean): Paint =>
  (name, text) =>
    colour && text !== '' ? `\u001b[${codes[name]}m${text}\u001b[0m` : text;
