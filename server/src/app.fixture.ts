/** A whole server but for its port, over a store in memory, for tests. */
import { randomBytes } from 'node:crypto';
import { execute } from '@baton/runtime';
import type { RunEvent, StoredEvent } from '@baton/shared/events';
import type { Hono } from 'hono';
import type { Graph } from '@baton/shared/graph';
import { createApp } from './app.ts';
import type { Deps } from './deps.ts';
import { Metrics } from './observe/metrics.ts';
import { runLog } from './observe/run-log.ts';
import { Executor, type ExecutorOptions } from './runs/executor.ts';
import { Hub } from './runs/hub.ts';
import { loadModels } from './runs/models.ts';
import { openTools } from './runs/tools.ts';
import { Egress } from './security/egress/egress.ts';
import { Access } from './security/access.ts';
import { loopbackDoor, type Door } from './security/door.ts';
import { Attempts } from './security/limits.ts';
import { loginsLater } from './security/logins.ts';
import { Outgoing } from './security/outgoing.ts';
import { Redactor } from './security/redact.ts';
import { redactedSpeech } from './security/redact-speech.ts';
import { redactingStore } from './security/redacting-store.ts';
import { Secrets } from './security/secrets.ts';
import { Vault } from './security/vault.ts';
import { Watch } from './security/watch.ts';
import { Callbacks } from './webhooks/callbacks.ts';
import { openTestStore } from './store/store.fixture.ts';
import type { Store } from './store/store.ts';

export interface TestApp extends AsyncDisposable {
  deps: Deps;
  fetch: Hono['fetch'];
  routes: Hono['routes'];
  /** What was logged, a line each. */
  logged: string[];
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface TestOptions extends Partial<Deps>, Pick<ExecutorOptions, 'concurrency' | 'leaseMs' | 'observers'> {
  store?: Store;
  /** How it is reached; by itself as on a person's own machine. */
  door?: Partial<Door>;
  /** Its hash. */
  adminToken?: string;
  execute?: ExecutorOptions['execute'];
}

export async function startTestApp(options: TestOptions = {}): Promise<TestApp> {
  const store = options.store ?? (await openTestStore());
  const hub = new Hub();
  const logged: string[] = [];
  const redactor = new Redactor();
  const log: Deps['log'] = (...line) => void logged.push(JSON.stringify(redactor.json(line)));
  const secrets = new Secrets(randomBytes(32));
  const vault = new Vault(store.secrets, secrets, redactor);
  const env = options.env ?? {};
  const egress = options.egress ?? new Egress();
  const tools = openTools({ egress, secretOf: vault.resolve, redactor, mcpServers: new Map() });
  const models = () => loadModels({ providers: store.providers, secrets, env, egress }, 0);
  const door = { ...loopbackDoor, ...options.door };
  const logins = loginsLater({ tables: store.logins, secrets, door, log });
  const access = new Access({ store, logins, door, adminToken: options.adminToken });
  const { concurrency, leaseMs } = options;
  const metrics = new Metrics({
    working: () => executor.working,
    waiting: () => store.queue.waiting(),
    streams: () => hub.readers,
  });
  const callbacks = new Callbacks({ store, egress, secrets, log });
  const executor: Executor = new Executor({
    store: redactingStore(store, redactor),
    hub,
    execute: (run) => redactedSpeech((options.execute ?? execute)(run), redactor),
    models,
    tools: tools.services,
    log,
    observers: [runLog(log), metrics, callbacks, ...(options.observers ?? [])],
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(leaseMs === undefined ? {} : { leaseMs }),
  });
  const deps: Deps = {
    store,
    hub,
    executor,
    models,
    secrets,
    vault,
    mcpServers: new Set(),
    egress,
    redactor,
    outgoing: new Outgoing(egress, store.settings, []),
    env,
    log,
    metrics,
    version: '0.0.0-test',
    stopping: () => false,
    heartbeatMs: 60_000,
    editor: '/nowhere',
    logins,
    access,
    attempts: new Attempts(),
    watch: new Watch(access),
    ...options,
  };
  await executor.start();
  const app = createApp(deps);
  return {
    deps,
    fetch: app.fetch,
    routes: app.routes,
    logged,
    ask: async (method, path, body, headers = {}) =>
      app.request(`http://localhost${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async [Symbol.asyncDispose]() {
      for (const { run } of (await store.runs.list({ limit: 200 }, { status: 'running' })).runs)
        await executor.cancel(run);
      await executor.stop(5000);
      hub.close();
      await callbacks.stop();
      await tools.close();
      await egress.close();
      await store.close();
    },
  };
}

export const read = async <Body>(response: Response | Promise<Response>): Promise<Body> =>
  (await (await response).json()) as Body;

/** One frame of an event stream. */
export interface Frame {
  id?: number;
  event?: RunEvent;
  comment?: string;
}

/** The frames of a stream as they come; leaving the loop leaves the stream. */
export async function* framesOf(response: Response): AsyncGenerator<Frame, void, undefined> {
  if (!response.body) throw new Error(`no stream: ${response.status}`);
  let rest = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${rest}${piece}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) yield frameOf(block);
  }
}

function frameOf(block: string): Frame {
  const id = /^id: (\d+)$/m.exec(block)?.[1];
  const data = /^data: (.*)$/m.exec(block)?.[1];
  const comment = /^: ?(.*)$/m.exec(block)?.[1];
  return {
    ...(id === undefined ? {} : { id: Number(id) }),
    ...(data === undefined ? {} : { event: JSON.parse(data) as RunEvent }),
    ...(comment === undefined ? {} : { comment }),
  };
}

export async function storedOf(response: Response): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const { id, event } of framesOf(response)) if (id !== undefined) events.push(event as StoredEvent);
  return events;
}

/** Triage that answers, or hands a refund to a person and then says so. */
export const deskGraph: Graph = {
  format: 'baton/1',
  id: 'desk',
  name: 'Desk',
  entry: 'triage',
  resume: 'entry',
  nodes: [
    {
      id: 'triage',
      kind: 'agent',
      script: [{ if: "input.contains('refund')", handoff: 'boss' }, { say: 'Happy to help you with that.' }],
    },
    { id: 'boss', kind: 'human', ask: 'Allow it?', answer: 'approval' },
    { id: 'done', kind: 'agent', script: [{ say: 'It is done.' }] },
  ],
  handoffs: [
    { id: 'triage-boss', from: 'triage', to: 'boss', trigger: { on: 'model', when: 'a refund' } },
    { id: 'boss-done', from: 'boss', to: 'done' },
  ],
};

/** Never ends by itself. */
export const endlessGraph: Graph = {
  format: 'baton/1',
  id: 'endless',
  entry: 'a',
  nodes: [{ id: 'a', kind: 'agent', script: [{ delayMs: 600_000, say: 'late' }] }],
};
