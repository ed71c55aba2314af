import { defineConfig } from 'oxlint';

const configs = ['*.config.ts', '**/*.config.ts', 'scripts/lint/plugin.ts'];

/** Modules that may not be imported, and the sentence that says why. */
const without = (message: string, ...names: string[]) =>
  names.flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message, allowTypeImports: true }));

const noSandbox = without(
  'node:vm is no sandbox. Code that a user or a model wrote runs in the QuickJS process only.',
  'vm',
);
const door =
  'Requests go out through one door, server/src/security/egress, which looks at where they go. Take a fetch that you are given.';
const ways = without(door, 'http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'undici');
const programs = without(
  'A graph can never start a program. Only the sandbox and the operator’s MCP servers are processes of their own.',
  'child_process',
  'cluster',
  'worker_threads',
);

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'vitest'],
  jsPlugins: ['./scripts/lint/plugin.ts'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['editor/dist', 'e2e/results', 'e2e/report'],
  rules: {
    // The architecture: see scripts/lint/arrows.ts.
    'baton/arrows': 'error',
    'baton/no-export-star': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'max-lines': ['error', { max: 400 }],

    // Types that say what is true.
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/require-array-sort-compare': ['error', { ignoreStringArrays: true }],

    // Nothing that a user or a model wrote is ever run as code: conditions are CEL, code tools run in a sandbox.
    'no-eval': 'error',
    'no-new-func': 'error',
    'typescript/no-implied-eval': 'error',
    'no-restricted-imports': ['error', { paths: noSandbox }],
    'no-restricted-properties': [
      'error',
      ...['eval', 'Function'].map((property) => ({
        object: 'globalThis',
        property,
        message: 'Nothing is evaluated as code: conditions are CEL, code tools run in a sandbox.',
      })),
    ],

    'vitest/no-focused-tests': 'error',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', ignoreRestSiblings: true }],

    // Of the two categories above, what does not fit here.
    'react/react-in-jsx-scope': 'off', // JSX is compiled to react/jsx-runtime.
    'typescript/no-unsafe-type-assertion': 'off', // It refuses narrowing after a check, too.
    'unicorn/no-thenable': 'off', // Graphs and JSON Schemas have a "then".
    'unicorn/no-array-sort': 'off',
    'typescript/unbound-method': 'off', // Kysely's callbacks are made to be taken apart.
    'unicorn/consistent-function-scoping': 'off',
    'vitest/expect-expect': 'off', // A property of fast-check fails by itself.
    'vitest/no-conditional-expect': 'off',
    'no-shadow': 'off',
  },
  overrides: [
    {
      files: ['{runtime,server}/src/**/*.ts'],
      rules: {
        'no-restricted-imports': ['error', { paths: [...noSandbox, ...ways, ...programs] }],
        'no-restricted-globals': [
          'error',
          ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({ name, message: door })),
        ],
      },
    },
    // The door itself; the sandbox's process; and a server that asks whether it answers.
    {
      files: [
        'server/src/security/egress/*.ts',
        'runtime/src/tools/sandbox/*.ts',
        '**/*.{test,fixture}.ts',
        'runtime/src/testing/**',
      ],
      rules: { 'no-restricted-imports': ['error', { paths: noSandbox }], 'no-restricted-globals': 'off' },
    },
    { files: ['server/src/start.ts'], rules: { 'no-restricted-globals': 'off' } },
    { files: configs, rules: { 'import/no-default-export': 'off' } },
    // Fonts and the two style sheets of the whole page are loaded once, where the page begins; React Flow's with the canvas.
    {
      files: ['editor/src/main.tsx', 'editor/src/canvas/Canvas.tsx', 'bench/editor/bare/main.tsx'],
      rules: { 'import/no-unassigned-import': 'off' },
    },
    // Monaco's features and workers are there by being loaded.
    {
      files: ['editor/src/inspector/json/{monaco,json.worker,editor.worker}.ts'],
      rules: { 'import/no-unassigned-import': 'off' },
    },
    {
      files: ['**/*.{test,contract,bench}.{ts,tsx}', 'e2e/**'],
      rules: { 'typescript/no-non-null-assertion': 'off' },
    },
  ],
});
