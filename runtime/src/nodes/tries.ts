/**
 * The tries of a node: again where that may help, each told by an event, and each within the time that the node gives.
 * A try is one call of a model, or of a tool by a node without one.
 */
import { defaultAttempts, defaultBackoffMs, nodeName } from '@baton/shared/graph';
import { NodeError, runError } from '../errors.ts';
import { longestTimer, pause } from '../pause.ts';
import type { Visit } from '../visit.ts';

/**
 * @param once one try, which ends when its signal does. What it throws is tried again when it is a NodeError that may pass.
 * @param repeatable whether a try that was cut off may be made again, though it may have come through.
 * @throws NodeError, or what stopped the run.
 */
export async function inTries<Result>(
  visit: Visit,
  once: (signal: AbortSignal) => Promise<Result>,
  repeatable = true,
): Promise<Result> {
  const tries = visit.node.retry?.attempts ?? defaultAttempts;
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTime(visit, once, repeatable);
    } catch (error) {
      if (visit.signal.aborted) throw visit.signal.reason;
      if (!(error instanceof NodeError) || !error.passing || attempt >= tries) throw error;
      await waitForNextTry(visit, error, attempt);
    }
  }
}

async function inTime<Result>(
  visit: Visit,
  once: (signal: AbortSignal) => Promise<Result>,
  repeatable: boolean,
): Promise<Result> {
  const seconds = visit.node.timeoutSeconds;
  if (seconds === undefined) return once(visit.signal);
  const timeout = AbortSignal.timeout(Math.min(Math.ceil(seconds * 1000), longestTimer));
  try {
    return await once(AbortSignal.any([visit.signal, timeout]));
  } catch (error) {
    if (!timeout.aborted || visit.signal.aborted) throw error;
    const words = `${nodeName(visit.node)} took longer than ${seconds} s (timeoutSeconds).`;
    throw new NodeError('timeout', words, {
      passing: repeatable,
      call: error instanceof NodeError ? error.call : undefined,
    });
  }
}

async function waitForNextTry(visit: Visit, failure: NodeError, attempt: number): Promise<void> {
  const backoff = (visit.node.retry?.backoffMs ?? defaultBackoffMs) * 2 ** (attempt - 1);
  const retryInMs = failure.retryAfterMs ?? backoff;
  const { node, visit: visitNumber } = visit.packet;
  const at = visit.run.ledger.attempts(node, visitNumber);
  await visit.emit({ type: 'node.failed', ...visit.place, error: runError(failure, node), attempt: at, retryInMs });
  await pause(retryInMs, visit.signal);
  await visit.emit({ type: 'node.started', ...visit.place, attempt: at + 1, context: visit.context });
}
