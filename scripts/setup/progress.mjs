// Tells a person what is being done and for how long: one line a step that ticks in a terminal, plain lines elsewhere.
import { stripVTControlCharacters } from 'node:util';

const tickMs = 1_000;
const lineMs = 10_000;
const linesOfFailure = 15;

/** A step that failed, in words for the person who waits: what, the end of its output, and what to do. */
export class StepFailed extends Error {
  /**
   * @param {string} what
   * @param {string} output
   * @param {string} [remedy]
   */
  constructor(what, output = '', remedy = remedyFor(output)) {
    super(what);
    this.output = output;
    this.remedy = remedy;
  }
}

/** @param {string} output */
function remedyFor(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|network/i.test(output))
    return 'The npm registry was not reached. Check the network, or the proxy in `npm config`, and run it again.';
  if (/ENOSPC|no space left/i.test(output)) return 'The disk is full. Make some room (1 GB) and run it again.';
  if (/EACCES|EPERM|EROFS/.test(output))
    return 'Some files could not be written. Check who owns this folder and the npm cache, and run it again.';
  return 'Run it again. If it fails the same way, please report it with the lines above.';
}

/** @typedef {ReturnType<typeof createProgress>} Progress */

/** @param {NodeJS.WriteStream} stream */
export function createProgress(stream) {
  const line = (/** @type {string} */ text) => void stream.write(`${text}\n`);

  /**
   * @template T
   * @param {string} title
   * @param {() => Promise<T>} work
   * @param {(result: T, seconds: number) => string} [summary] the line to end with; without it, only a long step has one
   * @returns {Promise<T>}
   */
  async function step(title, work, summary) {
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    const show = (/** @type {string} */ text) => stream.write(stream.isTTY ? `\r${text}\x1b[K` : `${text}\n`);
    if (stream.isTTY || !summary) show(`${title} …`);
    const timer = setInterval(() => show(`${title} … ${seconds()} s`), stream.isTTY ? tickMs : lineMs);
    try {
      const result = await work();
      if (summary) show(summary(result, seconds()));
      else if (stream.isTTY || Date.now() - started > lineMs) show(`${title} … done in ${seconds()} s`);
      return result;
    } finally {
      clearInterval(timer);
      if (stream.isTTY) stream.write('\n');
    }
  }

  /** @param {unknown} error */
  function failure(error) {
    if (!(error instanceof StepFailed)) throw error;
    const lines = stripVTControlCharacters(error.output).split('\n');
    // Where in npm or Vite it happened helps nobody here.
    const telling = lines.filter((text) => text.trim() !== '' && !/^(npm error)?\s+at /.test(text));
    line('');
    line(`${error.message}.`);
    for (const text of telling.slice(-linesOfFailure)) line(`    ${text}`);
    line(error.remedy);
  }

  return { line, step, failure };
}

/**
 * For steps within a step, whose line says more than theirs could.
 * @param {Progress} progress
 * @returns {Progress}
 */
export const withoutSteps = (progress) => ({ ...progress, step: (_title, work) => work() });
