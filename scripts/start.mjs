// `npm start`: gets ready what is missing and starts the server, which serves the editor.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { callerFolder } from './setup/caller.mjs';
import { setUp } from './setup/index.mjs';
import { runProgram, stopTogether } from './setup/processes.mjs';
import { createProgress } from './setup/progress.mjs';
import { root } from './setup/stamp.mjs';

const help = `Baton: draw how agents hand over to each other, watch it happen, and run it.

  npm start                     start on http://127.0.0.1:4680
  npm start -- --port 5000      on another port        (or PORT=5000)
  npm start -- --host 0.0.0.0   for other machines too (or BATON_HOST)
  npm start -- --data DIR       with its data in DIR   (or BATON_DATA)
  npm start -- --public-url URL as others reach it, such as https://baton.example.com  (or BATON_PUBLIC_URL)
  npm start -- --allow-host X   tools may call X, a host of a private network; may be repeated  (or BATON_ALLOW_HOSTS)

Where others can reach it, everybody logs in: set BATON_ADMIN_PASSWORD for the first start. docs/security.md says more,
and "npm run -s baton -- start --help" lists all that can be set.
`;

const progress = createProgress(process.stdout);

/** @returns {{ help: boolean, flags: string[] } | { problem: string }} */
function readArguments() {
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        port: text,
        host: text,
        data: text,
        'public-url': text,
        'allow-host': { type: 'string', multiple: true },
      },
    });
    const port = values.port ?? process.env['PORT'];
    const host = values.host ?? process.env['BATON_HOST'];
    const data = values.data ?? process.env['BATON_DATA'];
    if (port !== undefined && !/^\d{1,5}$/.test(port)) return { problem: `--port wants a number, not "${port}"` };
    const flags = [];
    if (port !== undefined) flags.push('--port', port);
    if (host !== undefined) flags.push('--host', host);
    if (data !== undefined) flags.push('--data', resolve(callerFolder(), data));
    if (values['public-url'] !== undefined) flags.push('--public-url', values['public-url']);
    for (const allowed of values['allow-host'] ?? []) flags.push('--allow-host', allowed);
    return { help: values.help ?? false, flags };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function main() {
  const given = readArguments();
  if ('problem' in given) {
    process.stderr.write(`${given.problem}\n\n${help}`);
    return 2;
  }
  if (given.help) {
    process.stdout.write(help);
    return 0;
  }
  let started = false;
  // Ending a running server with Ctrl-C is what it is for; ending the set-up leaves the job undone.
  stopTogether(() => (started ? 0 : 130));
  try {
    const node = await setUp(progress, { editor: true });
    progress.line('Starting the server …');
    started = true;
    return await runProgram(node, resolve(root, 'server/src/main.ts'), given.flags, { cwd: root, terminal: false });
  } catch (error) {
    progress.failure(error);
    return 1;
  }
}

process.exitCode = await main();
