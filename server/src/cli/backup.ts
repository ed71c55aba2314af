/** `baton backup`: the database into one file, while a server may be running. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { words } from '../log.ts';
import { dataFolder } from '../settings.ts';
import { backup as copy } from '../store/backup.ts';
import { wrongUsage, type Command } from './io.ts';
import { write } from './harmless.ts';

export const backup: Command = {
  summary: 'backup FILE                  everything that is stored, into one file, while the server runs',
  help: `baton backup FILE [--data DIR]

Copies the database of a data folder into FILE as it is at this moment, checks the copy, and lets a server that is
running go on. To restore: stop the server, put FILE in the place of DIR/baton.db, take away DIR/baton.db-wal and
DIR/baton.db-shm, and start it. Unfinished runs go on from where they were then.

Keys and secrets in FILE are sealed with BATON_SECRET_KEY or DIR/secret.key, which is not in it: keep that elsewhere.

  --data DIR   the data folder, ~/.baton by default (or BATON_DATA)
  --help       show this

Exit code: 0 when it is written, 1 when not, 2 for wrong usage.
`,
  async run(args, io) {
    let parsed;
    try {
      const options = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
      parsed = parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
      return wrongUsage(io, backup, words(error));
    }
    const { values, positionals } = parsed;
    if (values.help) {
      write(io.stdout, backup.help);
      return 0;
    }
    const [file, more] = positionals;
    if (file === undefined || more !== undefined) return wrongUsage(io, backup, 'Into which file? Name one.');
    try {
      const { graphs, runs, bytes } = copy(join(dataFolder(io.env, values.data), 'baton.db'), resolve(file));
      const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
      write(
        io.stdout,
        `${file}: ${graphs} graph${graphs === 1 ? '' : 's'}, ${runs} run${runs === 1 ? '' : 's'}, ${size}.\n`,
      );
      return 0;
    } catch (error) {
      write(io.stderr, `${words(error)}\n`);
      return 1;
    }
  },
};
