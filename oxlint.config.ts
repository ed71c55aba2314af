import { defineConfig } from 'oxlint';

const configs = ['*.config.ts', '**/*.config.ts', 'scripts/lint/plugin.ts'];

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
    'no-restricted-imports': [
      'error',
      {
        paths: ['vm', 'node:vm'].map((name) => ({
          name,
          message: 'node:vm is no sandbox. Code that a user or a model wrote runs in the QuickJS process only.',
        })),
      },
    ],
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
    { files: configs, rules: { 'import/no-default-export': 'off' } },
    // Fonts and the two style sheets of the whole page are loaded once, where the page begins; React Flow's with the canvas.
    { files: ['editor/src/main.tsx', 'editor/src/canvas/Canvas.tsx'], rules: { 'import/no-unassigned-import': 'off' } },
    {
      files: ['**/*.{test,contract,bench}.{ts,tsx}', 'e2e/**'],
      rules: { 'typescript/no-non-null-assertion': 'off' },
    },
  ],
});
