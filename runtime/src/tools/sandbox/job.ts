/** What is said between the sandbox's process and the one that starts it. */
export interface Job {
  code: string;
  /** JSON. */
  args: string;
  /** When the code is interrupted from inside; the process is ended from outside soon after. */
  ms: number;
}

/** `result` is JSON. */
export type JobAnswer = { ok: true; result: string } | { ok: false; error: string };
