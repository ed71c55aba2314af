// `npm run -s baton -- check GRAPH.json`: the command line. Its output is only the command's; anything about the set-up
// goes to stderr, and only when something really has to be installed.
import { resolve } from 'node:path';
import { callerFolder } from './setup/caller.mjs';
import { setUp } from './setup/index.mjs';
import { runProgram, stopTogether } from './setup/processes.mjs';
import { createProgress } from './setup/progress.mjs';
import { root } from './setup/stamp.mjs';

const progress = createProgress(process.stderr);
const args = process.argv.slice(2);

async function main() {
  stopTogether(() => 130);
  try {
    const node = await setUp(progress, { editor: args[0] === 'start' });
    const file = resolve(root, 'server/src/cli/main.ts');
    return await runProgram(node, file, args, { cwd: callerFolder(), terminal: true });
  } catch (error) {
    progress.failure(error);
    return 1;
  }
}

process.exitCode = await main();
