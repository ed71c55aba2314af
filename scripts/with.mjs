// For developers whose own Node is older, or who have no pnpm: `npm run with -- vitest run shared` runs a tool of this
// project under its Node; `npm run with -- pnpm add …` works too.
import { callerFolder } from './setup/caller.mjs';
import { setUp } from './setup/index.mjs';
import { ensureNode, environmentFor } from './setup/node.mjs';
import { pnpm } from './setup/packages.mjs';
import { runInFront, stopTogether } from './setup/processes.mjs';
import { createProgress } from './setup/progress.mjs';

const progress = createProgress(process.stderr);
const [tool = 'node', ...args] = process.argv.slice(2);

async function main() {
  stopTogether(() => 130);
  try {
    // pnpm may be wanted just because the packages and the lock file do not agree.
    const node = tool === 'pnpm' ? await ensureNode(progress) : await setUp(progress, { editor: false });
    const [command, ...rest] = tool === 'pnpm' ? pnpm(node, ...args) : [tool, ...args];
    return await runInFront(command, rest, { cwd: callerFolder(), env: environmentFor(node) });
  } catch (error) {
    progress.failure(error);
    return 1;
  }
}

process.exitCode = await main();
