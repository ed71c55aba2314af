// Reads what vitest and Playwright write as JSON: how many passed, and what to tell of those that did not.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ passed: number, failed: number, report: string }} Outcome */

/**
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} VitestTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ title: string, ok: boolean, file: string, line: number, tests: PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ status: string, results: { error?: { message?: string } }[] }} PlaywrightTest
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

const linesOfOne = 8;

/**
 * @param {string} file
 * @param {string} root what is cut off the paths
 * @returns {Outcome}
 */
export function readVitest(file, root) {
  /** @type {{ testResults: VitestFile[] }} */
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const outcome = { passed: 0, failed: 0, report: '' };
  for (const { name, status, message, assertionResults } of testResults) {
    const path = name.replace(root, '');
    const failed = assertionResults.filter((test) => test.status === 'failed');
    outcome.passed += assertionResults.filter((test) => test.status === 'passed').length;
    outcome.failed += failed.length;
    for (const test of failed) outcome.report += told(`${path} > ${test.fullName}`, test.failureMessages[0]);
    if (status === 'failed' && failed.length === 0) {
      // The file itself did not load.
      outcome.failed += 1;
      outcome.report += told(path, message);
    }
  }
  return outcome;
}

/**
 * @param {string} file
 * @returns {Outcome}
 */
export function readPlaywright(file) {
  /** @type {{ suites: PlaywrightSuite[], errors: { message?: string }[] }} */
  const { suites, errors } = JSON.parse(readFileSync(file, 'utf8'));
  const outcome = { passed: 0, failed: errors.length, report: errors.map((one) => told('e2e', one.message)).join('') };
  for (const { spec, path } of suites.flatMap((suite) => specsOf(suite, []))) {
    // Skipped is neither passed nor failed.
    if (spec.tests.every((test) => test.status === 'skipped')) continue;
    if (spec.ok) outcome.passed += 1;
    else {
      outcome.failed += 1;
      const results = spec.tests.flatMap((test) => test.results);
      const message = results.find((result) => result.error)?.error?.message;
      outcome.report += told(`e2e/specs/${spec.file}:${spec.line} > ${path.join(' > ')}`, message);
    }
  }
  return outcome;
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string[]} above
 * @returns {{ spec: PlaywrightSpec, path: string[] }[]}
 */
function specsOf(suite, above) {
  const own = (suite.specs ?? []).map((spec) => ({ spec, path: [...above, spec.title] }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, [...above, inner.title]))];
}

/**
 * @param {string} what
 * @param {string | undefined} message
 */
function told(what, message = '') {
  const plain = stripVTControlCharacters(message).split('\n');
  const lines = plain.filter((line) => line.trim() !== '' && !/node_modules|<anonymous>/.test(line));
  return `${[what, ...lines.slice(0, linesOfOne).map((line) => `  ${line}`)].join('\n')}\n`;
}
