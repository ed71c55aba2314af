// Builds the editor, the only part that is built at all.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFor } from './node.mjs';
import { StepFailed } from './progress.mjs';
import { run } from './processes.mjs';
import { filesBelow, fingerprint, isStamped, root, stamp } from './stamp.mjs';

const dist = join(root, 'editor', 'dist');
// Within what it speaks of: a build by hand empties the folder, and the stamp goes with it.
const stampFile = join(dist, '.baton-stamp');

/**
 * @param {string} node
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureEditor(node, progress) {
  const files = [...filesBelow('editor'), ...filesBelow('shared'), 'vite.config.ts', 'pnpm-lock.yaml'];
  const wanted = fingerprint(files);
  if (isStamped(stampFile, wanted) && existsSync(join(dist, 'index.html'))) return;

  await progress.step('Building the editor', async () => {
    const built = await run(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel=warn'], {
      cwd: root,
      env: environmentFor(node),
    });
    if (!built.ok) throw new StepFailed('The editor could not be built', built.output);
    stamp(stampFile, wanted);
  });
}
