// Installs what Baton depends on, exactly as the lock file says.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFor, npm } from './node.mjs';
import { StepFailed } from './progress.mjs';
import { run } from './processes.mjs';
import { fingerprint, isStamped, root, stamp } from './stamp.mjs';

const pnpmVersion = '12.21.0';
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.baton-stamp');

/**
 * @param {string} node
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensurePackages(node, progress) {
  const manifests = readdirSync(root)
    .map((folder) => `${folder}/package.json`)
    .filter((manifest) => existsSync(join(root, manifest)))
    .sort();
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests];
  const wanted = fingerprint(files, [process.platform, process.arch, pnpmVersion]);
  const byNpm = existsSync(join(modules, '.package-lock.json'));
  if (isStamped(stampFile, wanted) && !byNpm) return;

  await progress.step('Installing packages', async () => {
    // Someone ran `npm install`: what it has put there is laid out in another way.
    if (byNpm) rmSync(modules, { recursive: true });
    const [command, ...args] = pnpm(node, 'install', '--frozen-lockfile', '--reporter=append-only');
    // With CI set pnpm never stops to ask.
    const installed = await run(command, args, { cwd: root, env: { ...environmentFor(node), CI: 'true' } });
    if (!installed.ok) throw new StepFailed('The packages could not be installed', installed.output);
    stamp(stampFile, wanted);
  });
}

/**
 * The command for pnpm, which npm brings at the pinned version.
 * @param {string} node
 * @param {...string} args
 */
export function pnpm(node, ...args) {
  return npm(node, 'exec', '--yes', `--package=pnpm@${pnpmVersion}`, '--', 'pnpm', ...args);
}
