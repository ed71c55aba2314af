// Every check of `npm test`, in the order in which they run: the quick ones first.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEditor } from '../setup/editor.mjs';
import { alone } from '../setup/lock.mjs';
import { environmentFor } from '../setup/node.mjs';
import { StepFailed } from '../setup/progress.mjs';
import { run } from '../setup/processes.mjs';
import { root } from '../setup/stamp.mjs';
import { readPlaywright, readVitest } from './reports.mjs';

/** @typedef {import('./reports.mjs').Outcome} Outcome */
/**
 * @typedef {object} Given
 * @property {string} node
 * @property {string[]} filters words of which one has to be in the path of a test
 * @property {Promise<string>} chromium its path; rejects when there is none
 * @property {import('../setup/progress.mjs').Progress} progress
 */

const tool = {
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'e2e/node_modules/@playwright/test/cli.js',
};

/** @type {Record<string, (given: Given) => Promise<Outcome>>} */
export const checks = {
  format: plain(tool.oxfmt, '--check', '.'),
  lint: plain(tool.oxlint, '--format=unix'),
  types: plain(tool.tsc, '--pretty', 'false'),
  unused: plain(tool.knip, '--no-progress'),
  unit: ({ node, filters }) =>
    withReport(node, 'vitest.json', (file) => readVitest(file, root), [
      tool.vitest,
      'run',
      '--reporter=json',
      `--outputFile=${reportFile('vitest.json')}`,
      ...filters,
    ]),
  build: ({ node, progress }) =>
    reported(async () => {
      await alone(progress, () => ensureEditor(node, progress));
      return { passed: 1, failed: 0, report: '' };
    }),
  e2e: ({ node, filters, chromium }) =>
    reported(async () => {
      const args = ['test', '-c', 'e2e/playwright.config.ts', '--reporter=json', '--pass-with-no-tests', ...filters];
      const env = { BATON_CHROMIUM: await chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile('playwright.json') };
      return withReport(node, 'playwright.json', readPlaywright, [tool.playwright, ...args], env);
    }),
};

/**
 * A check that passes or fails as a whole.
 * @param {string} file
 * @param {...string} args
 */
function plain(file, ...args) {
  return async (/** @type {Given} */ { node }) => {
    const { ok, output } = await runTool(node, [file, ...args], {});
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, report: ok ? '' : output };
  };
}

/**
 * A check that writes how each of its tests went.
 * @param {string} node
 * @param {string} name
 * @param {(file: string) => Outcome} read
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Outcome>}
 */
async function withReport(node, name, read, args, env = {}) {
  const file = reportFile(name);
  rmSync(file, { force: true });
  const { ok, output } = await runTool(node, args, env);
  const outcome = existsSync(file) ? read(file) : { passed: 0, failed: 0, report: '' };
  // It failed, but none of its tests did: an error outside of them.
  if (!ok && outcome.failed === 0) return { ...outcome, failed: 1, report: output };
  return outcome;
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function runTool(node, args, env) {
  return run(node, args, { cwd: root, env: { ...environmentFor(node), NO_COLOR: '1', FORCE_COLOR: '0', ...env } });
}

/** @param {string} name */
function reportFile(name) {
  const folder = join(root, '.baton');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/**
 * A check that says itself what failed.
 * @param {() => Promise<Outcome>} check
 * @returns {Promise<Outcome>}
 */
async function reported(check) {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { passed: 0, failed: 1, report: `${error.message}.\n${error.output}\n${error.remedy}` };
  }
}
