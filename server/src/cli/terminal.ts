/** The person at the terminal: is asked a line at a time, as long as they are there. */
import { createInterface } from 'node:readline';
import type { Io, Paint } from './io.ts';
import { harmless, write } from './harmless.ts';

/** The person pressed Ctrl-C or Ctrl-D: there is nobody to ask any more. */
export class Left extends Error {}

/** What was waited for is over, whatever is typed now. */
export class Late extends Error {}

const longestTimer = 2 ** 31 - 1;

export class Person {
  readonly #io: Io;
  readonly #paint: Paint;
  /** Lines that were typed before they were asked for, also before the last question was over. */
  readonly #typed: string[] = [];
  #left = false;

  constructor(io: Io, paint: Paint) {
    this.#io = io;
    this.#paint = paint;
  }

  tell(what: string): void {
    write(this.#io.stdout, `${this.#paint('red', `    ${what}`)}\n`);
  }

  /**
   * @param until ISO 8601.
   * @throws Left, Late
   */
  async ask(question: string, until?: string): Promise<string> {
    const prompt = this.#paint('yellow', harmless(`    ${question} `));
    const ready = this.#typed.shift();
    if (ready !== undefined || this.#left) {
      write(this.#io.stdout, `${prompt}${ready ?? ''}\n`);
      if (ready === undefined) throw new Left();
      return ready.trim();
    }
    return (await this.#line(prompt, until)).trim();
  }

  #line(prompt: string, until: string | undefined): Promise<string> {
    const { stdin, stdout, terminal, signal } = this.#io;
    const lines = createInterface({ input: stdin, output: stdout, terminal, prompt });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const leave = () => {
      this.#left = true;
      reject(new Left());
    };
    let asked = true;
    lines.on('line', (line) => {
      if (asked) resolve(line);
      else this.#typed.push(line);
      asked = false;
    });
    lines.on('close', leave);
    lines.on('SIGINT', leave);
    signal.addEventListener('abort', leave, { once: true });
    const ms = until === undefined ? undefined : Math.min(Math.max(0, Date.parse(until) - Date.now()), longestTimer);
    const timer = ms === undefined ? undefined : setTimeout(() => reject(new Late()), ms);
    lines.prompt();
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      lines.off('close', leave);
      lines.close();
    });
  }
}
