import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPlaywright, readVitest } from './reports.mjs';

const folder = mkdtempSync(join(tmpdir(), 'baton-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test('counts the tests of vitest, and a file that did not load as one that failed', () => {
  const passed = { fullName: 'adds', status: 'passed', failureMessages: [] };
  const failed = { fullName: 'divides', status: 'failed', failureMessages: ['1 is not 2\n    at node_modules/x.js:1'] };
  const skipped = { fullName: 'later', status: 'skipped', failureMessages: [] };
  const report = file({
    testResults: [
      { name: '/root/a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed, skipped] },
      { name: '/root/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  });
  expect(readVitest(report, '/root/')).toEqual({
    passed: 1,
    failed: 2,
    report: 'a.test.ts > divides\n  1 is not 2\nb.test.ts\n  no such module\n',
  });
});

test('counts the tests of Playwright in suites within suites, and its own errors', () => {
  const one = (title: string, status: string, message?: string) => ({
    title,
    ok: status !== 'unexpected',
    file: 'a.spec.ts',
    line: 3,
    tests: [{ status, results: status === 'skipped' ? [{}] : [message === undefined ? {} : { error: { message } }] }],
  });
  const inner = { title: 'canvas', specs: [one('moves', 'unexpected', '\u001b[31mnot moved\u001b[39m')] };
  const report = file({
    suites: [{ title: 'a.spec.ts', specs: [one('opens', 'expected'), one('later', 'skipped')], suites: [inner] }],
    errors: [{ message: 'no port' }],
  });
  expect(readPlaywright(report)).toEqual({
    passed: 1,
    failed: 2,
    report: 'e2e\n  no port\ne2e/specs/a.spec.ts:3 > canvas > moves\n  not moved\n',
  });
});
