// `npm start` hands the server's flags on: every one that the server explains has to get through.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('start.mjs', import.meta.url));
const settings = readFileSync(new URL('../server/src/settings.ts', import.meta.url), 'utf8');
const flags = [...settings.matchAll(/^ {2}--([a-z-]+) [A-Z]+/gm)].map(([, flag = '']) => flag);

test('the server explains its flags', () => expect(flags).toContain('public-url'));

test.each(flags)('--%s is taken', (flag) => {
  // With a port that is none it says so and ends, before it sets anything up.
  const { status, stderr } = spawnSync(process.execPath, [script, `--${flag}`, 'x', '--port', 'none'], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^--port wants a number, not "none"/);
  expect(status).toBe(2);
});
