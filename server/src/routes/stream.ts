/**
 * A run's events as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). The client
 * sets the pace: nothing is read for it that it has not taken, and its leaving touches nothing but the stream.
 */
import type { RunEvent } from '@baton/shared/events';
import type { Deps } from '../deps.ts';
import { words } from '../log.ts';
import { follow } from '../runs/follow.ts';
import type { Caller } from '../security/access.ts';

/** A client that lost the connection comes again after this many ms. */
const retry = 'retry: 1000\n\n';

export function eventStream(
  { store, hub, heartbeatMs, log, watch }: Deps,
  { run, after, caller, untilPause = false }: { run: string; after: number; caller: Caller; untilPause?: boolean },
  init: ResponseInit = {},
): Response {
  const left = new AbortController();
  const right = watch.hold(caller, 'read');
  const signal = AbortSignal.any([left.signal, right.signal]);
  const events = follow({ run, after, untilPause, heartbeatMs, signal }, store, hub);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(retry)),
      async pull(controller) {
        try {
          const { value, done } = await events.next();
          if (left.signal.aborted) return;
          if (!done) return controller.enqueue(encoder.encode(frame(value)));
          right.leave();
          controller.close();
        } catch (error) {
          // Nobody can be answered any more; the client comes again and goes on after what it has.
          right.leave();
          log('warn', 'a stream broke off', { run, error: words(error) });
          if (!left.signal.aborted) controller.close();
        }
      },
      async cancel() {
        right.leave();
        left.abort();
        await events.return();
      },
    },
    { highWaterMark: 1 },
  );
  const headers = new Headers(init.headers);
  headers.set('content-type', 'text/event-stream; charset=utf-8');
  headers.set('x-accel-buffering', 'no');
  return new Response(body, { ...init, headers });
}

function frame(event: RunEvent | 'heartbeat'): string {
  if (event === 'heartbeat') return ': still here\n\n';
  const id = 'seq' in event ? `id: ${event.seq}\n` : '';
  return `${id}data: ${JSON.stringify(event)}\n\n`;
}
