// docs/dependencies.md tells why each dependency is there: so it has to name all of them, and none that is gone.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

function dependencies(): Set<string> {
  const manifests = [
    'package.json',
    'scripts/node/package.json',
    ...readdirSync(root).map((one) => `${one}/package.json`),
  ];
  const names = new Set(['pnpm']);
  for (const manifest of manifests.filter((file) => existsSync(join(root, file)))) {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(manifest)) as Manifest;
    for (const name of Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })) names.add(name);
  }
  return new Set([...names].filter((name) => !name.startsWith('@baton/')));
}

/** Name and version of every row; a row may name several, with one version for all or one for each. */
function documented(): Map<string, string> {
  const rows = read('docs/dependencies.md').matchAll(/^\| (`[^|]+) \| ([\d., ]+) \|/gm);
  const all = [...rows].flatMap(([, names = '', versions = '']) => {
    const each = versions.split(', ');
    return [...names.matchAll(/`([^`]+)`/g)].map(([, name = ''], i): [string, string] => [
      name,
      each[i] ?? each[0] ?? '',
    ]);
  });
  return new Map(all);
}

const catalog = () =>
  new Map(
    [...read('pnpm-workspace.yaml').matchAll(/^ {2}'?([@\w/.-]+)'?: (\d[\w.-]+)$/gm)].map(
      ([, name = '', version = '']): [string, string] => [name, version],
    ),
  );

test('the table names the dependencies, all of them and no other', () => {
  expect([...documented().keys()].toSorted()).toEqual([...dependencies()].toSorted());
});

test('the table tells the versions that are installed', () => {
  for (const [name, version] of catalog()) expect.soft(documented().get(name), name).toBe(version);
});

test('package.json, which npm has to understand and so cannot refer to the catalog, repeats its versions', () => {
  const { devDependencies = {} } = JSON.parse(read('package.json')) as Manifest;
  for (const [name, version] of Object.entries(devDependencies)) expect.soft(catalog().get(name), name).toBe(version);
});
