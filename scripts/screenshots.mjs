// `npm run screenshots`: takes the pictures of docs/images anew, of the editor as it is built now. A word or more takes only
// those pictures whose title has it: `npm run screenshots -- runs`.
import { setUp } from './setup/index.mjs';
import { environmentFor } from './setup/node.mjs';
import { runInFront, stopTogether } from './setup/processes.mjs';
import { createProgress } from './setup/progress.mjs';
import { root } from './setup/stamp.mjs';
import { ensureChromium } from './test/chromium.mjs';

const progress = createProgress(process.stderr);
const words = process.argv.slice(2).flatMap((word) => ['--grep', word]);

async function main() {
  stopTogether(() => 130);
  try {
    const node = await setUp(progress, { editor: true });
    const env = { ...environmentFor(node), BATON_CHROMIUM: await ensureChromium(progress) };
    const playwright = 'e2e/node_modules/@playwright/test/cli.js';
    return await runInFront('node', [playwright, 'test', '-c', 'e2e/screenshots.config.ts', ...words], {
      cwd: root,
      env,
    });
  } catch (error) {
    progress.failure(error);
    return 1;
  }
}

process.exitCode = await main();
