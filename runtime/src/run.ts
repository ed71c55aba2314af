/** A run, from its first event to its last, as the sequence of its events. */
import { RunControl } from '@langchain/langgraph';
import type { RunEvent } from '@baton/shared/events';
import { limitOf, type Graph } from '@baton/shared/graph';
import { ActiveRun } from './active-run.ts';
import { Drive, Halted } from './drive.ts';
import { limitError } from './errors.ts';
import { EventQueue } from './event-queue.ts';
import type { RunOptions } from './options.ts';

/**
 * Starts a run whose log is empty, or goes on with one that stopped; answers of people are found in its log.
 * Yields every event once it is stored, and `model.delta` as it comes; returns when the run has ended or waits.
 * The run does not wait for its reader, and a reader that leaves does not stop it.
 */
export async function* execute(options: RunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const queue = new EventQueue();
  drive(options, queue).then(
    () => queue.close(),
    (error: unknown) => queue.fail(error),
  );
  yield* queue;
}

async function drive(options: RunOptions, queue: EventQueue): Promise<void> {
  const { run, graph, graphs = {}, store, models, model, tools = {} } = options;
  const stop = new AbortController();
  const cancel = () => stop.abort(new Error('cancelled'));
  if (options.signal?.aborted) cancel();
  options.signal?.addEventListener('abort', cancel, { once: true });
  const halt = () => stop.abort(new Halted());
  if (options.halt?.aborted) halt();
  options.halt?.addEventListener('abort', halt, { once: true });
  const log = await store.events(run);
  const setting = { run, graph, graphs, store, models, model, tools, queue, signal: stop.signal };
  const active = await ActiveRun.open(setting, log);
  const clock = startClock(graph, active, stop);
  const control = new RunControl();
  const drain = () => control.requestDrain('shutdown');
  if (options.drain?.aborted) drain();
  options.drain?.addEventListener('abort', drain, { once: true });
  try {
    await new Drive(options, active, log, control, stop.signal).go();
  } finally {
    clearTimeout(clock);
    active.close();
    options.signal?.removeEventListener('abort', cancel);
    options.halt?.removeEventListener('abort', halt);
    options.drain?.removeEventListener('abort', drain);
  }
}

/** `limits.seconds` counts the time at work, not the time of waiting for a person. */
function startClock(graph: Graph, active: ActiveRun, stop: AbortController): NodeJS.Timeout {
  const seconds = limitOf(graph, 'seconds');
  const words = `This run has been at work for ${seconds} s, as long as limits.seconds allows.`;
  const left = Math.max(0, seconds * 1000 - active.ledger.workedMs());
  return setTimeout(() => stop.abort(limitError('seconds', words)), left).unref();
}
