// Finds a Node that can run Baton, or brings one from the npm registry into this folder.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { StepFailed } from './progress.mjs';
import { run } from './processes.mjs';
import { fingerprint, isStamped, root, stamp } from './stamp.mjs';

const folder = join(root, 'scripts', 'node');
const stampFile = join(folder, 'node_modules', '.baton-stamp');
const current = `${process.platform}-${process.arch}`;
/** Windows on ARM runs programs for x64. */
const names = [`node-${current.replace('win32-arm64', 'win32-x64').replace('win32', 'win')}`, `node-bin-${current}`];
const notFetched = 'Check the network, or the proxy in `npm config`, or install Node 24 yourself; then run it again.';
const remedy = 'Install Node 24 (nodejs.org, or your package manager) and run it again.';

/** Node 24 and what came after it; 25 is left out, as vitest leaves it out. */
function ownIsRecent() {
  const major = Number(process.versions.node.split('.')[0]);
  return major === 24 || major >= 26;
}

function bundledPackage() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return names.find((name) => name in optionalDependencies);
}

/**
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>} the path of the program
 */
export async function ensureNode(progress) {
  if (ownIsRecent()) return process.execPath;
  const name = bundledPackage();
  if (name === undefined) throw new StepFailed(`Baton needs Node 24; this is ${process.version}`, '', remedy);
  const node = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const wanted = fingerprint(['scripts/node/package-lock.json'], [current]);
  if (isStamped(stampFile, wanted) && existsSync(node)) return node;

  await progress.step(`Getting Node 24 from the npm registry (this machine has ${process.versions.node})`, async () => {
    const [command, ...args] = npm(process.execPath, 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
    const installed = await run(command, args, { cwd: folder, env: quietNpm(process.env) });
    // npm calls it a success when an optional package could not be fetched, and these all are.
    if (!installed.ok || !existsSync(node))
      throw new StepFailed('Node 24 could not be fetched from the npm registry', installed.output, notFetched);
    const tried = await run(node, ['--version'], {});
    if (!tried.ok) throw new StepFailed('The Node 24 from npm does not run on this machine', tried.output, remedy);
    stamp(stampFile, wanted);
  });
  return node;
}

/**
 * The environment in which `node` is the given one, for the tools that look for it by name.
 * @param {string} node
 */
export function environmentFor(node) {
  const env = quietNpm({ ...process.env });
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[key] = [dirname(node), join(root, 'node_modules', '.bin'), env[key]].filter(Boolean).join(delimiter);
  // Set to "production" on many servers, where it would leave out what the build needs.
  delete env['NODE_ENV'];
  return env;
}

/**
 * `npm run -s` silences the npm that it starts in turn, whose words are wanted when it fails.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function quietNpm(env) {
  return { ...env, npm_config_loglevel: 'warn', npm_config_update_notifier: 'false', npm_config_progress: 'false' };
}

/**
 * The command for npm under a given Node. By its script where that is known: on Windows `npm` itself is no program.
 * @param {string} node
 * @param {...string} args
 * @returns {[string, ...string[]]}
 */
export function npm(node, ...args) {
  const own = dirname(process.execPath);
  const script = [
    process.env['npm_execpath'] ?? '',
    join(own, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(own, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((path) => /npm-cli\.c?js$/.test(path) && existsSync(path));
  return script === undefined ? ['npm', ...args] : [node, script, ...args];
}
