/**
 * A run's events from any point on, with no gap and no repeat: first from the log, then as they come. The hub only
 * says that there is something new and spares a look; where its news do not follow on, the log is read again.
 */
import { isEnding, type RunEvent, type StoredEvent } from '@baton/shared/events';
import type { Store } from '../store/store.ts';
import type { Hub, Reader } from './hub.ts';

export interface Follow {
  run: string;
  /** The `seq` of the last event that the reader has. */
  after: number;
  /** Also stop where the run waits for a person. */
  untilPause?: boolean;
  heartbeatMs: number;
  signal?: AbortSignal | undefined;
}

const pageSize = 200;

/** Yields events, and `heartbeat` when nothing has come for a while; returns after the last event. */
export async function* follow(
  options: Follow,
  { log }: Pick<Store, 'log'>,
  hub: Hub,
): AsyncGenerator<RunEvent | 'heartbeat', void, undefined> {
  const reader = hub.read(options.run);
  const leave = () => reader.end();
  options.signal?.addEventListener('abort', leave, { once: true });
  if (options.signal?.aborted) leave();
  let seq = options.after;
  try {
    while (!reader.ended) {
      const page = await log.page(options.run, seq, pageSize);
      for (const event of page) {
        seq = event.seq;
        yield event;
        if (isLast(event, options)) return;
      }
      if (page.length === pageSize) continue;
      reader.catchUp();
      for await (const event of live(reader, seq, options.heartbeatMs)) {
        yield event;
        if (event === 'heartbeat' || event.type === 'model.delta') continue;
        seq = event.seq;
        if (isLast(event, options)) return;
      }
    }
  } finally {
    options.signal?.removeEventListener('abort', leave);
    reader.close();
  }
}

/** What the hub tells, as long as it follows on; returns when the log has to be looked at. */
async function* live(
  reader: Reader,
  from: number,
  heartbeatMs: number,
): AsyncGenerator<RunEvent | 'heartbeat', void, undefined> {
  let seq = from;
  for (;;) {
    const { news, missed } = await reader.take(heartbeatMs);
    if (reader.ended || missed) return;
    for (const one of news) {
      if ('delta' in one) {
        if (one.after >= seq) yield one.delta;
      } else if (one.stored.seq === seq + 1) {
        seq = one.stored.seq;
        yield one.stored;
      } else if (one.stored.seq > seq) return;
    }
    if (news.length > 0) continue;
    // Another process may be at work on this run, whose news do not come here.
    yield 'heartbeat';
    return;
  }
}

function isLast(event: StoredEvent, { untilPause }: Follow): boolean {
  return isEnding(event) || (untilPause === true && event.type === 'run.paused' && event.why !== 'shutdown');
}
