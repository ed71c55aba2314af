// `npm test`: every check, whatever the others say. The last line is the sum: "N passed, N failed".
import { parseArgs } from 'node:util';
import { setUp } from './setup/index.mjs';
import { stopTogether } from './setup/processes.mjs';
import { createProgress, withoutSteps } from './setup/progress.mjs';
import { checks } from './test/checks.mjs';
import { ensureChromium } from './test/chromium.mjs';

const names = Object.keys(checks);
const help = `Runs ${names.join(', ')}; each of the first four, and the build, counts as one test.

  npm test                          everything
  npm test -- --only unit           one of them, or several: --only lint,types
  npm test -- --only unit runtime   of the tests, those in files whose path contains a word
`;
const linesOfFailure = 40;
const progress = createProgress(process.stdout);

/** @returns {{ only: string[], filters: string[], help: boolean } | { problem: string }} */
function readArguments() {
  try {
    const options = /** @type {const} */ ({ only: { type: 'string' }, help: { type: 'boolean', short: 'h' } });
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const only = values.only?.split(',') ?? names;
    const unknown = only.find((name) => !names.includes(name));
    if (unknown !== undefined) return { problem: `There is no check named "${unknown}".` };
    return { only, filters: positionals, help: values.help ?? false };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {string[]} only
 * @param {string[]} filters
 */
async function runChecks(only, filters) {
  const node = await setUp(progress, { editor: false });
  const chromium = only.includes('e2e') ? ensureChromium(progress) : Promise.resolve('');
  // That there is none is told by the check which needs it; the others run all the same.
  await chromium.catch(() => undefined);
  const sum = { passed: 0, failed: 0 };
  for (const [name, check] of Object.entries(checks)) {
    if (!only.includes(name)) continue;
    const { report } = await progress.step(
      name,
      async () => {
        const outcome = await check({ node, filters, chromium, progress: withoutSteps(progress) });
        sum.passed += outcome.passed;
        sum.failed += outcome.failed;
        return outcome;
      },
      ({ passed, failed }, seconds) => `${name.padEnd(7)} ${passed} passed, ${failed} failed, ${seconds} s`,
    );
    const lines = report.trimEnd().split('\n');
    for (const line of lines.slice(0, linesOfFailure)) if (line !== '') progress.line(`    ${line}`);
    if (lines.length > linesOfFailure) progress.line(`    … and ${lines.length - linesOfFailure} more lines`);
  }
  return sum;
}

async function main() {
  const given = readArguments();
  if ('problem' in given || given.help) {
    process.stdout.write('problem' in given ? `${given.problem}\n\n${help}` : help);
    return 'problem' in given ? 2 : 0;
  }
  stopTogether(() => 130);
  let sum = { passed: 0, failed: 1 };
  try {
    sum = await runChecks(given.only, given.filters);
  } catch (error) {
    progress.failure(error);
  }
  progress.line(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 ? 1 : 0;
}

process.exitCode = await main();
