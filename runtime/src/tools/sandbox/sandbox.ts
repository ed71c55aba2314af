/**
 * Runs code of graphs in processes of their own: a few at once, each reused for some jobs and then replaced. There is no
 * way to run code in this process: where the sandbox cannot be started, the tool fails and says so.
 */
import type { Json, JsonObject } from '@baton/shared/graph';
import type { CallLimits, Sandbox } from '../services.ts';
import { parseJson } from '../parse-json.ts';
import { ToolError } from '../tool.ts';
import { runnerCommand, type RunnerCommand } from './command.ts';
import { Gone, SandboxProcess } from './process.ts';

export interface SandboxOptions {
  /** How many jobs run at once; the rest wait. */
  processes?: number;
  /** After how many jobs a process is replaced. */
  jobsEach?: number;
  command?: () => RunnerCommand;
}

const largestCode = 256 * 1024;
const largestArgs = 1024 * 1024;
/** How much later than from inside the code is ended from outside. */
const graceMs = 250;

export class ProcessSandbox implements Sandbox {
  readonly #most: number;
  readonly #jobsEach: number;
  readonly #command: () => RunnerCommand;
  readonly #idle: SandboxProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #working = new Set<SandboxProcess>();
  #places = 0;
  #closed = false;

  constructor({ processes = 2, jobsEach = 50, command = runnerCommand }: SandboxOptions = {}) {
    this.#most = processes;
    this.#jobsEach = jobsEach;
    this.#command = command;
  }

  async run(code: string, args: JsonObject, { signal, timeoutMs }: CallLimits): Promise<Json> {
    const text = JSON.stringify(args);
    if (code.length > largestCode) throw new ToolError(`the code is longer than ${largestCode} characters`);
    if (text.length > largestArgs) throw new ToolError(`the arguments are longer than ${largestArgs} characters`);
    await this.#place(signal);
    try {
      return await this.#work(code, text, timeoutMs, signal);
    } finally {
      this.#places--;
      this.#waiting.shift()?.();
    }
  }

  /** Ends all processes, those at work too. */
  close(): void {
    this.#closed = true;
    for (const one of [...this.#idle.splice(0), ...this.#working]) one.end();
  }

  async #work(code: string, args: string, timeoutMs: number, signal: AbortSignal): Promise<Json> {
    const process = await this.#process(signal);
    this.#working.add(process);
    try {
      const answer = await process.work({ code, args, ms: timeoutMs }, timeoutMs + graceMs, signal);
      if (!answer) throw new ToolError(`the code took longer than ${timeoutMs / 1000} s and was ended`);
      if (!answer.ok) throw new ToolError(`the code failed: ${answer.error}`);
      return parseJson(answer.result);
    } catch (error) {
      if (error instanceof Gone) throw new ToolError(`the code broke its sandbox; ${error.message}`);
      throw error;
    } finally {
      this.#working.delete(process);
      if (this.#closed || process.jobs >= this.#jobsEach) process.end();
      else if (!process.ended) this.#idle.push(process);
    }
  }

  async #process(signal: AbortSignal): Promise<SandboxProcess> {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) if (!idle.ended) return idle;
    try {
      return await SandboxProcess.start(this.#command(), signal);
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      throw new ToolError(`the sandbox for code could not be started: ${error.message}`);
    }
  }

  async #place(signal: AbortSignal): Promise<void> {
    while (this.#places >= this.#most) {
      const free = Promise.withResolvers<void>();
      const stop = () => free.reject(signal.reason as Error);
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.push(free.resolve);
      try {
        await free.promise;
      } finally {
        signal.removeEventListener('abort', stop);
        const at = this.#waiting.indexOf(free.resolve);
        if (at >= 0) this.#waiting.splice(at, 1);
      }
    }
    signal.throwIfAborted();
    this.#places++;
  }
}
