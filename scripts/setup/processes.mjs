// Starts processes and makes sure that none of them outlives this script, however the script is ended.
import { execFileSync, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './stamp.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const windows = process.platform === 'win32';
const graceMs = 10_000;
/** What Node has made of Baton's files: with it a start takes a third less of the processor. */
const compiled = join(root, '.baton/compiled');
/** @type {Set<ChildProcess>} */
const running = new Set();
let stopping = false;
/** @type {((signal: NodeJS.Signals) => void) | undefined} how a signal is passed on to what runs in place of the script */
let passOn;

/**
 * Like `spawn`, but the process gets a group of its own. A Ctrl-C in the terminal then reaches this script only, which
 * passes it on once and sweeps up what the process itself has started.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function launch(command, args, options) {
  const child = spawn(command, args, { detached: !windows, windowsHide: true, ...options });
  running.add(child);
  // 'close' comes after a failed spawn too, and only once all output has been read.
  child.once('close', () => running.delete(child));
  return child;
}

/**
 * Runs a command to its end. Never rejects: a command that cannot be started counts as failed.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ ok: boolean, code: number, output: string }>} `output` is stdout and stderr as they came.
 */
export function run(command, args, options) {
  return new Promise((resolve) => {
    let output = '';
    const child = launch(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => (output += `${error.message}\n`));
    child.once('close', (code) => {
      // While everything is being stopped a killed step is no failure to report; the exit is on its way.
      if (!stopping) resolve({ ok: code === 0, code: code ?? 1, output });
    });
  });
}

/**
 * Runs one of Baton's own programs until it ends; it ends when this script does, whatever happens to the script.
 * @param {string} node
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd: string, terminal: boolean }} options `terminal`: it may read from the terminal, whose Ctrl-C is its own
 * @returns {Promise<number>} its exit code
 */
export function runProgram(node, file, args, { cwd, terminal }) {
  const follow = new URL('../follow-parent.mjs', import.meta.url).href;
  // Without `__proto__` no document can reach what all objects share, whatever a library does with it.
  const child = launch(node, ['--disable-proto=delete', '--import', follow, file, ...args], {
    cwd,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
    detached: !windows && !(terminal && process.stdin.isTTY),
    stdio: [terminal ? 'inherit' : 'ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (terminal) passOn = (signal) => child.kill(signal);
  return ended(child);
}

/**
 * Runs a tool in the place of this script: it has the terminal, and how it ends on Ctrl-C is its own matter.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function runInFront(command, args, options) {
  // Only a process of the terminal's own group may read from it. Tools are .cmd files on Windows, for a shell to start.
  const detached = !windows && !process.stdin.isTTY;
  const child = launch(command, args, { ...options, stdio: 'inherit', detached, shell: windows });
  passOn = (signal) => {
    // To the whole group, as a terminal does: npm has a shell below it that keeps a signal to itself.
    if (detached) signalGroup(child, signal);
    else child.kill(signal);
  };
  return ended(child);
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>} its exit code, as a shell would say it
 */
function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => process.stderr.write(`${error.message}\n`));
    child.once('close', (code, signal) => {
      sweep(child);
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}

/**
 * Asks a process to end, waits, and then ends it and whatever is left of its group.
 * @param {ChildProcess} child
 */
async function stop(child) {
  const closed = new Promise((resolve) => child.once('close', resolve));
  // Windows has no signals to ask with; there the closed channel is the request (see follow-parent.mjs).
  if (!windows) child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
  else sweep(child);
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, graceMs))]);
  sweep(child);
}

/**
 * Ends at once what is left of a process and of those that it started.
 * @param {ChildProcess} child
 */
function sweep(child) {
  if (!windows) return signalGroup(child, 'SIGKILL');
  try {
    execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
  } catch {
    // Nothing was left.
  }
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // Nothing was left.
  }
}

/**
 * From now on, an ending of this script or of its parent ends every process that was launched.
 * @param {() => number} exitCode asked at the end
 */
export function stopTogether(exitCode) {
  /** @param {NodeJS.Signals} signal */
  const onSignal = async (signal) => {
    if (passOn) {
      // The terminal has already told it about Ctrl-C.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) passOn(signal);
      return;
    }
    if (stopping) {
      // Asked twice: no more patience.
      for (const child of running) sweep(child);
      process.exit(exitCode());
    }
    stopping = true;
    await Promise.all([...running].map(stop));
    process.exit(exitCode());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, (name) => void onSignal(name));
  watchParent(() => {
    if (!stopping) void onSignal('SIGTERM');
  });
}

/**
 * Calls back when the process that started this one is gone: a killed npm tells nobody.
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    // Windows goes on naming a parent that is gone.
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process cannot be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
