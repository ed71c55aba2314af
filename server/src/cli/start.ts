/** `baton start`: the server, as `npm start` runs it. */
import { startHelp } from '../settings.ts';
import { start as startServer } from '../start.ts';
import type { Command } from './io.ts';

export const start: Command = {
  summary: 'start                        the editor and the API, until Ctrl-C',
  help: startHelp,
  run: (args, io) => startServer(args, io.env),
};
