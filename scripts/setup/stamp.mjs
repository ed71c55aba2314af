// Remembers what a step was done for, so that it is skipped while nothing has changed.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string[]} files relative to the root; one that is missing counts as empty
 * @param {string[]} more other facts that the step depends on
 */
export function fingerprint(files, more = []) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`\0${file}\0`).update(read(join(root, file)));
  for (const fact of more) hash.update(`\0${fact}`);
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @param {string} value
 */
export const isStamped = (file, value) => read(file).toString() === value;

/**
 * @param {string} file
 * @param {string} value
 */
export const stamp = (file, value) => writeFileSync(file, value);

/**
 * Every file below a folder of the root, sorted, without what is installed, built or only tests.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  const found = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    if (entry.isDirectory()) found.push(...filesBelow(path));
    else if (!/\.test(-d)?\.tsx?$/.test(entry.name)) found.push(path);
  }
  return found.sort();
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
