// Breaks every import rule in a folder of its own, and sees that the real lint configuration says so.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** All arrows that architecture.md allows; written out here, so that a slip in the table itself is seen too. */
const packageArrows: Record<string, string[]> = {
  shared: [],
  runtime: ['shared'],
  server: ['shared', 'runtime'],
  editor: ['shared'],
  e2e: [],
  bench: ['shared', 'runtime', 'editor'],
  scripts: [],
};
const base = ['ui', 'api', 'routing', 'nodes', 'triggers', 'document', 'run'];
const screens = ['canvas', 'inspector', 'home', 'runs', 'tests', 'deploy', 'settings'];
const folderArrows: Record<string, string[]> = {
  ui: [],
  api: [],
  routing: ['ui'],
  triggers: ['ui', 'api'],
  nodes: ['ui', 'api', 'triggers'],
  document: ['ui', 'api', 'routing', 'nodes', 'triggers'],
  run: ['ui', 'api', 'routing', 'nodes', 'triggers'],
  ...Object.fromEntries(screens.map((name) => [name, base])),
  app: [...base, ...screens],
};

/** Every pair of different names, with the file that draws this arrow. */
function pairs(arrows: Record<string, string[]>, fileOf: (from: string, to: string) => string) {
  const names = Object.keys(arrows);
  return names.flatMap((from) =>
    names
      .filter((to) => to !== from)
      .map((to) => ({ from, to, file: fileOf(from, to), allowed: arrows[from]?.includes(to) ?? false })),
  );
}

const packagePairs = pairs(packageArrows, (from, to) => `${from}/src/to-${to}.ts`);
const folderPairs = pairs(folderArrows, (from, to) => `editor/src/${from}/deep/to-${to}.ts`);

const importing = (source: string) => `import { x } from '${source}';\nx();\n`;
const single: Record<string, string> = {
  'server/src/by-path.ts': importing('../../shared/src/graph/index.ts'),
  'shared/src/by-path.ts': importing('../../server/src/app.ts'),
  'shared/src/later.ts': "export const load = () => import('@baton/runtime');\n",
  'shared/src/again.ts': "export { x } from '@baton/runtime';\n",
  'shared/src/types.ts': "import type { X } from '@baton/runtime';\nexport const x = (y: X) => y;\n",
  'shared/src/inline-type.ts': "export const x = (y: import('@baton/runtime').X) => y;\n",
  'shared/src/subpath.ts': importing('@baton/runtime/anything'),
  'e2e/specs/types.ts': "import type { Graph } from '@baton/shared/graph';\nexport const x = (y: Graph) => y;\n",
  'e2e/specs/values.ts': importing('@baton/shared/graph'),
  'e2e/specs/doubles.ts': importing('@baton/runtime/testing/openai-server'),
  'shared/src/data.ts': "import x from '../../examples/x.json' with { type: 'json' };\nexport const y = x;\n",
  'editor/src/main.tsx': importing('./app/start.ts'),
  'editor/src/canvas/main.ts': importing('../main.tsx'),
  'editor/src/novelty/x.ts': importing('../ui/x.ts'),
  'runtime/src/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
  'runtime/src/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
  'runtime/src/type-a.ts': "import type { B } from './type-b.ts';\nexport type A = B[];\n",
  'runtime/src/type-b.ts': "import type { A } from './type-a.ts';\nexport type B = A[];\n",
  'runtime/src/star.ts': "export * from './a.ts';\n",
  'runtime/src/vm.ts': "import { runInNewContext } from 'node:vm';\nrunInNewContext('1');\n",
  'runtime/src/eval.ts': "eval('1');\n",
  'runtime/src/function.ts': "export const f = new Function('return 1');\n",
  'runtime/src/fetch.ts': "export const x = () => fetch('https://example.com');\n",
  'runtime/src/http.ts': "import { get } from 'node:http';\nget('http://example.com');\n",
  'server/src/undici.ts': "import { request } from 'undici';\nexport const x = () => request('https://example.com');\n",
  'server/src/spawn.ts': "import { spawn } from 'node:child_process';\nspawn('sh');\n",
  'server/src/security/egress/send.ts': "import { request } from 'undici';\nexport const x = request;\n",
  'runtime/src/any.ts': 'export const x = (y: any) => y;\n',
  'runtime/src/default.ts': 'export default 1;\n',
  'runtime/src/long.ts': `export const x = 1;\n${'// …\n'.repeat(400)}`,
  'runtime/src/floating.ts': 'const later = async () => 1;\nexport const x = () => { later(); };\n',
  'runtime/src/switch.ts': "export const x = (k: 'a' | 'b') => { switch (k) { case 'a': return 1; } };\n",
  'runtime/src/focused.test.ts': "import { test } from 'vitest';\ntest.only('x', () => {});\n",
};

interface Diagnostic {
  message: string;
  code: string;
  filename: string;
}

let outside = '';
let folder = '';
let diagnostics: Diagnostic[] = [];
const found = (file: string) => diagnostics.filter((one) => one.filename === file);
const codes = (file: string) => found(file).map((one) => one.code);
const written = new Map<string, string>();
function reason(file: string) {
  expect(written.has(file), `${file} is not one of the files that were linted`).toBe(true);
  return found(file).find((one) => one.code === 'baton(arrows)')?.message;
}

beforeAll(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'baton-lint-')));
  folder = join(outside, 'project');
  mkdirSync(folder);
  for (const file of ['oxlint.config.ts', 'tsconfig.json', 'scripts/lint']) {
    cpSync(join(root, file), join(folder, file), { recursive: true });
  }
  // A level higher, where modules are found as well, but not linted.
  symlinkSync(join(root, 'node_modules'), join(outside, 'node_modules'), 'dir');
  for (const [file, text] of Object.entries(single)) written.set(file, text);
  for (const { to, file } of packagePairs) written.set(file, importing(`@baton/${to}`));
  for (const { to, file } of folderPairs) written.set(file, importing(`../../${to}/x.ts`));
  for (const [file, text] of written) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  diagnostics = lint();
}, 60_000);

afterAll(() => rmSync(outside, { recursive: true, force: true }));

function lint(): Diagnostic[] {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  let output = '';
  try {
    output = execFileSync(process.execPath, [oxlint, '--format=json'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
  } catch (error) {
    // It exits with 1 because it has found something, as it should here.
    if (error instanceof Error && 'stdout' in error) output = String(error.stdout);
  }
  return (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics;
}

describe.each([
  ['packages', packagePairs],
  ['folders of the editor', folderPairs],
])('between %s', (_, all) => {
  test('the allowed arrows pass and every other is refused with a reason', () => {
    const refused = all.filter(({ file }) => reason(file) !== undefined);
    const arrow = ({ from, to }: { from: string; to: string }) => `${from} → ${to}`;
    expect(refused.map(arrow)).toEqual(all.filter(({ allowed }) => !allowed).map(arrow));
    for (const { from, to, file } of refused) {
      expect(reason(file)).toMatch(new RegExp(`^${from} may not import ${to}\\. [A-Z\\w].{20,}\\.$`));
    }
  });
});

describe('an arrow is seen in whatever way it is drawn', () => {
  test.each(['later', 'again', 'types', 'inline-type', 'subpath', 'by-path'])('shared/src/%s.ts', (name) => {
    expect(reason(`shared/src/${name}.ts`)).toContain('shared may not import');
  });

  test('a package is entered by its name, not by a path', () => {
    expect(reason('server/src/by-path.ts')).toContain('Import it as @baton/shared');
  });

  test('e2e may borrow types of shared, but nothing that runs', () => {
    expect(reason('e2e/specs/types.ts')).toBeUndefined();
    expect(reason('e2e/specs/values.ts')).toContain('e2e may not import shared');
  });

  test('e2e may use the test doubles of the runtime, but not the runtime', () => {
    expect(reason('e2e/specs/doubles.ts')).toBeUndefined();
    expect(reason('e2e/src/to-runtime.ts')).toContain('e2e may not import runtime');
  });

  test('data belongs to nobody', () => expect(reason('shared/src/data.ts')).toBeUndefined());

  test('what lies directly in editor/src is part of app', () => {
    expect(reason('editor/src/main.tsx')).toBeUndefined();
    expect(reason('editor/src/canvas/main.ts')).toContain('canvas may not import app');
  });

  test('a new folder has to be given its place', () => {
    expect(reason('editor/src/novelty/x.ts')).toContain('novelty has no place yet');
  });
});

test.each([
  ['a', 'import(no-cycle)'],
  ['b', 'import(no-cycle)'],
  ['type-a', 'import(no-cycle)'],
  ['star', 'baton(no-export-star)'],
  ['vm', 'eslint(no-restricted-imports)'],
  ['fetch', 'eslint(no-restricted-globals)'],
  ['http', 'eslint(no-restricted-imports)'],
  ['eval', 'eslint(no-eval)'],
  ['function', 'eslint(no-new-func)'],
  ['any', 'typescript(no-explicit-any)'],
  ['default', 'import(no-default-export)'],
  ['long', 'eslint(max-lines)'],
  ['floating', 'typescript(no-floating-promises)'],
  ['switch', 'typescript(switch-exhaustiveness-check)'],
  ['focused.test', 'vitest(no-focused-tests)'],
])('runtime/src/%s.ts is refused by %s', (name, code) => {
  expect(codes(`runtime/src/${name}.ts`)).toContain(code);
});

test('requests go out and programs start in one place each', () => {
  expect(codes('server/src/undici.ts')).toContain('eslint(no-restricted-imports)');
  expect(codes('server/src/spawn.ts')).toContain('eslint(no-restricted-imports)');
  expect(codes('server/src/security/egress/send.ts')).not.toContain('eslint(no-restricted-imports)');
});
