/** One client of a run's events. It keeps counts, not events: thousands of them live in one process. */
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { RunEvent } from '@baton/shared/events';

const agent = new Agent({ maxSockets: Infinity });

export interface Stream {
  /** Resolves when the client has had this event, or has ended. */
  had(type: RunEvent['type']): Promise<void>;
  /** Resolves at the end of the stream with what was wrong with it: nothing, one hopes. */
  ended: Promise<{ words: number; problem: string | undefined }>;
}

export async function openStream(url: string, run: string): Promise<Stream> {
  const [response] = (await once(get(`${url}/api/runs/${run}/events`, { agent }), 'response')) as [IncomingMessage];
  const waiting = new Map<string, () => void>();
  const seen = new Set<string>();
  return {
    had: (type) => (seen.has(type) ? Promise.resolve() : new Promise((resolve) => waiting.set(type, resolve))),
    ended: read(response, (type) => {
      seen.add(type);
      waiting.get(type)?.();
    }),
  };
}

async function read(response: IncomingMessage, tell: (type: string) => void): Promise<Awaited<Stream['ended']>> {
  let seq = 0;
  let words = 0;
  let last = '';
  let problem: string | undefined;
  for await (const line of createInterface(response)) {
    if (!line.startsWith('data: ')) continue;
    const event = JSON.parse(line.slice('data: '.length)) as RunEvent;
    if (event.type === 'model.delta') words++;
    else if (event.seq !== ++seq) problem ??= `event ${event.seq} came in the place of ${seq}`;
    last = event.type;
    tell(last);
  }
  return { words, problem: problem ?? (last === 'run.finished' ? undefined : `it ended with ${last}`) };
}
