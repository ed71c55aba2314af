// docs/security.md promises nothing without naming the test that holds it: so each of those has to be there.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = new URL('..', import.meta.url);
const page = readFileSync(new URL('docs/security.md', root), 'utf8');

/** Every row of every table: what is promised, and the files that are named for it. */
const promises = [...page.matchAll(/^\| (?!promise |---)(.+) \| (.+) \|$/gm)].map(
  ([, promise = '', files = '']): [string, string[]] => [
    promise,
    [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  ],
);

test('there are promises about all that can go wrong', () => expect(promises.length).toBeGreaterThan(25));

describe.each(promises)('%s', (_, files) => {
  test('is held by tests that there are', () => {
    expect(files).not.toEqual([]);
    for (const file of files) {
      expect.soft(file).toMatch(/\.(test|spec)\.tsx?$/);
      expect.soft([file, existsSync(fileURLToPath(new URL(file, root)))]).toEqual([file, true]);
    }
  });
});
