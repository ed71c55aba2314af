// Where the person stood who typed the command.
import { resolve } from 'node:path';
import { root } from './stamp.mjs';

/** npm runs scripts in the folder of package.json and keeps the caller's in INIT_CWD. */
export function callerFolder() {
  const here = process.cwd();
  return resolve(here) === resolve(root) ? (process.env['INIT_CWD'] ?? here) : here;
}
