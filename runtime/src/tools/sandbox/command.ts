/** How the sandbox's process is started: with nothing of this process's, and allowed to read its own program only. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RunnerCommand {
  program: string;
  args: string[];
}

const runner = fileURLToPath(new URL('runner.ts', import.meta.url));
const engine = 'quickjs-emscripten-core';
const variant = '@jitl/quickjs-wasmfile-release-sync';
const heapMb = 64;

export function runnerCommand(): RunnerCommand {
  const readable = [
    `${dirname(runner)}${sep}`,
    ...foldersOf(engine, runner),
    ...foldersOf(variant, runner),
    ...foldersOf('@jitl/quickjs-ffi-types', createRequire(runner).resolve(engine)),
  ];
  return {
    program: process.execPath,
    args: [
      '--permission',
      ...new Set(readable.map((folder) => `--allow-fs-read=${folder}`)),
      `--max-old-space-size=${heapMb}`,
      '--disable-proto=delete',
      '--no-warnings',
      runner,
    ],
  };
}

/** Where a package is, and the link by which it is found. */
function foldersOf(name: string, from: string): string[] {
  const require = createRequire(from);
  const file = require.resolve(name);
  const inside = `node_modules${sep}${name.replace('/', sep)}${sep}`;
  const folder = file.slice(0, file.lastIndexOf(inside) + inside.length);
  const link = (require.resolve.paths(name) ?? []).map((path) => join(path, name)).find((path) => existsSync(path));
  return [folder, ...(link === undefined ? [] : [link])];
}
