/**
 * A run's events as they happen: from after the last one that is known, without a gap, and again after every break of
 * the connection until the run is over.
 */
import { paths } from '@baton/shared/api';
import { isEnding, isStored, type RunEvent } from '@baton/shared/events';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { noticeUnknown } from './request.ts';

/** `lost`: the connection broke and is being tried again. `gone`: there is no such run. */
export type StreamStatus = 'open' | 'lost' | 'over' | 'gone';

export interface Following {
  /** Sequence number of the last event that is known; 0 asks for all. */
  after?: number;
  onEvent: (event: RunEvent) => void;
  onStatus: (status: StreamStatus) => void;
  /** Waits before another try; in tests there is nothing to wait for. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const retryMs = [250, 500, 1000, 2000, 4000, 8000] as const;

/** @returns what ends the following; the run itself goes on. */
export function followRun(run: string, following: Following): () => void {
  const stopped = new AbortController();
  void follow(run, following, stopped.signal);
  return () => stopped.abort();
}

async function follow(run: string, { after = 0, onEvent, onStatus, wait = pause }: Following, signal: AbortSignal) {
  let last = after;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const event of eventsOf(run, last, signal)) {
        if (event === 'open') {
          onStatus('open');
          continue;
        }
        failures = 0;
        if (isStored(event)) {
          if (event.seq <= last) continue;
          last = event.seq;
        }
        onEvent(event);
        if (isEnding(event)) return onStatus('over');
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Gone) return onStatus('gone');
      if (error instanceof Over) return onStatus('over');
    }
    if (signal.aborted) return;
    onStatus('lost');
    await wait(retryMs[Math.min(failures++, retryMs.length - 1)] ?? 1000, signal);
  }
}

class Gone extends Error {}
/** The run has ended and everything of it was read. */
class Over extends Error {}

async function* eventsOf(run: string, after: number, signal: AbortSignal): AsyncGenerator<RunEvent | 'open'> {
  const response = await fetch(`${paths.events(run)}?after=${after}`, {
    headers: { accept: 'text/event-stream' },
    signal,
  });
  noticeUnknown(response.status);
  if (response.status === 404) throw new Gone();
  if (response.status === 204) throw new Over();
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
  yield 'open';
  const messages = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  // Read by a reader: not every browser can iterate over a stream.
  const reader = messages.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      yield JSON.parse(part.value.data) as RunEvent;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
