/** Keeps runs that have ended for as long as the operator says, looked at once an hour and a few at a time. */
import { setImmediate as turn } from 'node:timers/promises';
import { words, type Log } from '../log.ts';
import type { Runs } from '../store/store.ts';

const hourMs = 3_600_000;
const atOnce = 50;

/** @returns what ends it. */
export function keepFor(days: number | undefined, runs: Pick<Runs, 'deleteEnded'>, log: Log): () => void {
  if (days === undefined) return () => undefined;
  const stopped = new AbortController();
  const look = () =>
    sweep(new Date(Date.now() - days * 24 * hourMs), runs, stopped.signal).then(
      (count) => void (count > 0 && log('info', 'runs that ended long ago were deleted', { runs: count, days })),
      (error: unknown) => log('warn', 'runs that ended long ago could not be deleted', { error: words(error) }),
    );
  const timer = setInterval(() => void look(), hourMs).unref();
  void look();
  return () => {
    clearInterval(timer);
    stopped.abort();
  };
}

/** Between two handfuls everybody else has a turn. */
export async function sweep(before: Date, runs: Pick<Runs, 'deleteEnded'>, signal?: AbortSignal): Promise<number> {
  let count = 0;
  for (;;) {
    const deleted = await runs.deleteEnded(before.toISOString(), atOnce);
    count += deleted;
    if (deleted < atOnce || signal?.aborted) return count;
    await turn();
  }
}
