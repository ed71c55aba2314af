import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examples } from './examples/index.ts';

const page = readFileSync(new URL('../../../docs/checks.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, code = '', severity = '']) => ({ code, severity }),
);

/** Told by what only a server knows, or an engine of patterns: see facts.test.ts and patterns.test.ts. */
const elsewhere = ['unknown-model', 'unknown-graph', 'unknown-secret', 'unknown-server', 'bad-pattern'];

test('docs/checks.md lists every problem that a check finds, once, and no other', () => {
  const codes = rows.map(({ code }) => code);
  expect(codes.toSorted()).toEqual([...new Set([...examples.map(({ code }) => code), ...elsewhere])].toSorted());
});

test('docs/checks.md says how grave each is', () => {
  for (const { code, severity } of rows) {
    const found = new Set(examples.filter((example) => example.code === code).map((example) => example.severity));
    if (!elsewhere.includes(code))
      expect([code, ...severity.match(/error|warning|hint/g)!.toSorted()]).toEqual([code, ...[...found].toSorted()]);
  }
});
