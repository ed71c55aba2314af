// docs/operations.md tells what an operator can set: so it has to name every variable that the server reads, and no other.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(join(root, 'server/src'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file) && !file.startsWith('cli'),
);

test('the tables name every environment variable that the server reads, and no other', () => {
  const read = new Set<string>();
  for (const file of sources) {
    const text = readFileSync(join(root, 'server/src', file), 'utf8');
    for (const [, name = ''] of text.matchAll(/\b((?:BATON|OTEL|OPENAI)_[A-Z_]*[A-Z])\b/g)) read.add(name);
    for (const [, name = ''] of text.matchAll(/env(?:\.|\[')([A-Z][A-Z_]+)\b/g)) read.add(name);
  }
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => name);
  expect(new Set(rows)).toEqual(read);
});
