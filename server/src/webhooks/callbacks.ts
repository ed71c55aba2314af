/**
 * Tells whoever asked for it when a run that came by a webhook ends or waits for a person. What is to be told is stored
 * with the event, so it is told at least once, also over a crash; a receiver knows a repetition by its webhook-id.
 */
import { reduceAll, type StoredEvent } from '@baton/shared/events';
import { words, type Log } from '../log.ts';
import type { Observer } from '../observe/observer.ts';
import type { Egress } from '../security/egress/egress.ts';
import type { Secrets } from '../security/secrets.ts';
import type { Callback, Store, StoredWebhook } from '../store/store.ts';
import { sign } from './signature.ts';

const second = 1000;
const minute = 60 * second;
/** Before each further try. After the last it is given up. */
const pauses = [10 * second, minute, 5 * minute, 30 * minute, 120 * minute, 360 * minute, 1440 * minute];
const atOnce = 10;
const answerMs = 15 * second;
const longestTimer = 10 * minute;

export interface CallbackOptions {
  store: Pick<Store, 'webhooks' | 'log' | 'runs'>;
  egress: Egress;
  secrets: Secrets;
  log: Log;
}

export const webhookSecretName = (id: string): string => `webhook:${id}`;

export class Callbacks implements Observer {
  readonly #options: CallbackOptions;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: CallbackOptions) {
    this.#options = options;
  }

  observe(_: unknown, { type }: StoredEvent): void {
    if (type === 'run.paused' || type === 'run.finished' || type === 'run.failed' || type === 'run.cancelled')
      this.wake();
  }

  /** Something may be due. */
  wake(): void {
    this.#sending = this.#sending
      .then(() => this.#send())
      .catch((error: unknown) => this.#options.log('warn', 'callbacks could not be sent', { error: words(error) }));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#sending;
  }

  async #send(): Promise<void> {
    const { webhooks } = this.#options.store;
    for (;;) {
      if (this.#stopped) return;
      const due = await webhooks.takeCallbacks(atOnce, 2 * answerMs);
      await Promise.all(due.map((one) => this.#call(one)));
      if (due.length < atOnce) break;
    }
    clearTimeout(this.#timer);
    const next = await webhooks.nextCallback();
    if (next === undefined || this.#stopped) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(0, next - Date.now()), longestTimer)).unref();
  }

  async #call(callback: Callback): Promise<void> {
    const { store, log } = this.#options;
    const webhook = await store.webhooks.get(callback.webhook);
    if (!webhook?.callback) return store.webhooks.calledBack(callback);
    let problem: string;
    try {
      const status = await this.#post(webhook, webhook.callback, callback);
      if (status >= 200 && status < 300) return await store.webhooks.calledBack(callback);
      problem = `it answered ${status}`;
    } catch (error) {
      problem = words(error);
    }
    const pause = pauses[callback.tries];
    const { run, seq, tries } = callback;
    log('warn', pause === undefined ? 'a callback is given up' : 'a callback failed', {
      run,
      seq,
      tries: tries + 1,
      problem,
    });
    await (pause === undefined ? store.webhooks.calledBack(callback) : store.webhooks.callAgain(callback, pause));
  }

  async #post(webhook: StoredWebhook, url: string, { run, seq }: Callback): Promise<number> {
    const { store, egress, secrets } = this.#options;
    const secret = secrets.open(webhookSecretName(webhook.id), webhook.sealedSecret);
    if (secret === undefined) throw new Error('its secret was sealed with another key');
    const events = (await store.log.events(run)).filter((event) => event.seq <= seq);
    const body = Buffer.from(JSON.stringify(told(events)));
    const id = `${run}-${seq}`;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const response = await egress.door({ limits: { headersMs: answerMs, idleMs: answerMs } })(url, {
      method: 'POST',
      body,
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': sign(secret, id, timestamp, body),
      },
    });
    await response.body?.cancel();
    return response.status;
  }
}

/** What the receiver needs to go on: how the run stands, and the questions that are open. */
function told(events: readonly StoredEvent[]): object {
  const { run, thread, graph, version, status, output, error, asks } = reduceAll(events);
  const last = events.at(-1);
  return {
    type: last?.type,
    at: last?.at,
    run,
    thread,
    graph,
    version,
    status,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    asks: asks.flatMap(({ open, ask, node, question, schema, answer }) =>
      open ? [{ ask, node, question, schema, answer }] : [],
    ),
  };
}
