/** One process of the sandbox: takes one job at a time, and is ended when a job does not end. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { RunnerCommand } from './command.ts';
import type { Job, JobAnswer } from './job.ts';
import { lineCutter } from './lines.ts';

const startMs = 30_000;
/** What the process may say in one line: a result with everything escaped. */
const longestLine = 4 * 1024 * 1024;

/** The process ended or said something that is no answer. */
export class Gone extends Error {}

export class SandboxProcess {
  jobs = 0;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #gone: Promise<never>;
  #complaint = '';
  #over = false;
  #waiting: { line(text: string): void } | undefined;

  private constructor({ program, args }: RunnerCommand) {
    // An empty environment but for what Windows needs to start a program at all.
    const { SYSTEMROOT } = process.env;
    const env = SYSTEMROOT === undefined ? {} : { SYSTEMROOT };
    this.#child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    this.#gone = new Promise((_, reject) => {
      const gone = (why: string) => {
        this.#over = true;
        reject(new Gone([why, this.#complaint.trim()].filter(Boolean).join(': ')));
      };
      this.#child.once('error', (error) => gone(error.message));
      this.#child.once('exit', (code, signal) => gone(`it ended with ${signal ?? `code ${code}`}`));
    });
    this.#gone.catch(() => undefined);
    this.#listen();
    this.#hold(false);
  }

  /** @throws Gone, or the signal's reason. */
  static async start(command: RunnerCommand, signal: AbortSignal): Promise<SandboxProcess> {
    const started = new SandboxProcess(command);
    if ((await started.#line(startMs, signal)) === undefined) throw new Gone(`it took longer than ${startMs / 1000} s`);
    return started;
  }

  /**
   * @returns undefined when the time was over; the process is ended then.
   * @throws Gone, or the signal's reason; in both cases the process is ended.
   */
  async work(job: Job, withinMs: number, signal: AbortSignal): Promise<JobAnswer | undefined> {
    signal.throwIfAborted();
    this.jobs++;
    this.#child.stdin.write(`${JSON.stringify(job)}\n`);
    const line = await this.#line(withinMs, signal);
    return line === undefined ? undefined : (JSON.parse(line) as JobAnswer);
  }

  get ended(): boolean {
    return this.#over;
  }

  end(): void {
    this.#over = true;
    this.#child.kill('SIGKILL');
  }

  async #line(withinMs: number, signal: AbortSignal): Promise<string | undefined> {
    this.#hold(true);
    const line = Promise.withResolvers<string | undefined>();
    this.#waiting = { line: line.resolve };
    const timer = setTimeout(() => line.resolve(undefined), withinMs);
    const stop = () => line.reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    let said: string | undefined;
    try {
      said = await Promise.race([line.promise, this.#gone]);
      return said;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      this.#waiting = undefined;
      if (said === undefined) this.end();
      this.#hold(false);
    }
  }

  #listen(): void {
    const lines = lineCutter((text) => this.#waiting?.line(text));
    this.#child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      lines.take(piece);
      if (lines.unfinished > longestLine) this.end();
    });
    this.#child.stderr.on('data', (piece: Buffer) => {
      if (this.#complaint.length < 1000) this.#complaint += piece.toString('utf8').slice(0, 1000);
    });
    // A process that is gone does not take what is written; `#gone` says so.
    this.#child.stdin.on('error', () => undefined);
  }

  /** Only a process at work keeps Baton from ending. */
  #hold(held: boolean): void {
    const parts = [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr];
    for (const part of parts) {
      const { ref, unref } = part as { ref?: () => void; unref?: () => void };
      (held ? ref : unref)?.call(part);
    }
  }
}
