// Lets one script at a time set up this folder: two first starts at once would write over each other's files.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.mjs';
import { root } from './stamp.mjs';

const beatMs = 1_000;
const staleMs = 30_000;

/**
 * @template T
 * @param {import('./progress.mjs').Progress} progress
 * @param {() => Promise<T>} work
 * @param {string} [folder] where the lock is
 * @returns {Promise<T>}
 */
export async function alone(progress, work, folder = join(root, '.baton')) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'setup.lock');
  if (!take(lock)) {
    await progress.step('Waiting for another start in this folder to finish its set-up', async () => {
      while (!take(lock)) await sleep(300);
    });
  }
  // A beating lock is told apart from one that a crash left behind.
  const beat = setInterval(() => touch(lock), beatMs);
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} lock */
function take(lock) {
  if (make(lock)) {
    writeFileSync(join(lock, 'owner'), JSON.stringify({ pid: process.pid, host: hostname() }));
    return true;
  }
  if (isStale(lock)) takeOver(lock);
  return false;
}

/**
 * Removes a stale lock; under a lock of its own, lest a slow remover takes away the next owner's.
 * @param {string} lock
 */
function takeOver(lock) {
  const remover = `${lock}.remover`;
  if (!make(remover)) {
    if (ageOf(remover) > staleMs) rmSync(remover, { recursive: true, force: true });
    return;
  }
  if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
  rmSync(remover, { recursive: true, force: true });
}

/** @param {string} lock */
function isStale(lock) {
  if (ageOf(lock) > staleMs) return true;
  try {
    const { pid, host } = JSON.parse(readFileSync(join(lock, 'owner'), 'utf8'));
    return host === hostname() && !isAlive(pid);
  } catch {
    // Just made, or just released.
    return false;
  }
}

/** @param {string} path */
function make(path) {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path */
function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** @param {string} lock */
function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // Taken away, for example with the whole folder: the set-up will say so itself.
  }
}
