// Finds a browser for the tests, or installs the one of the system.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StepFailed } from '../setup/progress.mjs';
import { run } from '../setup/processes.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
// Waits for its turn: a fresh machine is often still updating itself.
const aptGet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120'];
const remedy = 'Install Chromium or Chrome, or set BATON_CHROMIUM to the path of its program, and run it again.';

/**
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<string>} the path of the program
 */
export async function ensureChromium(progress) {
  const given = process.env['BATON_CHROMIUM'];
  if (given) {
    if (existsSync(given)) return given;
    throw new StepFailed(`BATON_CHROMIUM names a file that is not there: ${given}`, '', remedy);
  }
  const found = find() ?? (await install(progress));
  if (found === undefined) throw new StepFailed('No Chromium was found for the tests in a browser', '', remedy);
  return found;
}

function find() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...onPath, ...places].find((path) => existsSync(path));
}

/**
 * On Debian and its relatives, where this user may.
 * @param {import('../setup/progress.mjs').Progress} progress
 */
async function install(progress) {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  const asRoot = process.getuid?.() === 0;
  if (!asRoot && !(await run('sudo', ['-n', 'true'], {})).ok) return undefined;
  const apt = async (/** @type {string[]} */ ...args) => {
    const command = [...aptGet, ...args];
    const done = asRoot ? await run('env', command.slice(1), {}) : await run('sudo', ['-n', ...command], {});
    if (!done.ok) throw new StepFailed('Chromium could not be installed with apt-get', done.output, remedy);
  };
  await progress.step('Installing Chromium for the tests (apt-get install chromium)', async () => {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
  });
  return find();
}
