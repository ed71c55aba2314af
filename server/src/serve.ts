/** A running server, from an opened store to a closed one. */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execute } from '@baton/runtime';
import { createAdaptorServer } from '@hono/node-server';
import packageJson from '../../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { words, type Log } from './log.ts';
import { Metrics } from './observe/metrics.ts';
import { openTraces } from './observe/otlp.ts';
import { runLog } from './observe/run-log.ts';
import { Executor } from './runs/executor.ts';
import { Hub } from './runs/hub.ts';
import { keepFor } from './runs/retention.ts';
import { loadModels } from './runs/models.ts';
import { readMcpServers } from './runs/mcp-servers.ts';
import { openTools } from './runs/tools.ts';
import { Egress } from './security/egress/egress.ts';
import { hideKnown } from './security/hide-known.ts';
import { Access } from './security/access.ts';
import { ensureAdmin } from './security/admin.ts';
import { Attempts } from './security/limits.ts';
import { loginsLater } from './security/logins.ts';
import { Outgoing } from './security/outgoing.ts';
import { Redactor } from './security/redact.ts';
import { redactedSpeech } from './security/redact-speech.ts';
import { redactingStore } from './security/redacting-store.ts';
import { openSecrets } from './security/secrets.ts';
import { hashOf } from './security/token.ts';
import { Vault } from './security/vault.ts';
import { Watch } from './security/watch.ts';
import type { Environment, Settings } from './settings.ts';
import { openStore } from './store/index.ts';
import { Callbacks } from './webhooks/callbacks.ts';
import { refuseUnreadable } from './unreadable.ts';

const version = packageJson.version;
const editor = fileURLToPath(new URL('../../editor/dist', import.meta.url));
const heartbeatMs = 15_000;
/** What is read of a request before anybody looks at it: how much of its headers, and for how long. */
const serverOptions = { maxHeaderSize: 16 * 1024, headersTimeout: 20_000, requestTimeout: 120_000 };
/** A pace at which an eye can follow what the script model says. */
const scriptWordMs = 30;

export interface Running {
  /** Such as `http://127.0.0.1:4680`. */
  url: string;
  /**
   * Takes no more runs, lets running ones come to a step boundary, and closes everything.
   * @returns how many runs did not get there in time; they go on from their last checkpoint after the next start.
   */
  stop(graceMs: number): Promise<number>;
}

/** @throws what the operating system or the database says when it cannot be. */
export async function serve(
  { host, port, data, door, allowHosts, operations }: Settings,
  env: Environment,
  logTo: Log,
): Promise<Running> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const secrets = openSecrets(data, env['BATON_SECRET_KEY']);
  const store = await openStore(join(data, 'baton.db'));
  const redactor = new Redactor();
  const log: Log = (level, message, fields) => logTo(level, redactor.text(message), redactor.json(fields));
  const logins = loginsLater({ tables: store.logins, secrets, door, log });
  try {
    await ensureAdmin(logins, door, env);
  } catch (error) {
    await store.close();
    throw error;
  }
  const vault = new Vault(store.secrets, secrets, redactor);
  await hideKnown({ store, secrets, vault, redactor, env });
  const egress = new Egress({ allow: allowHosts });
  const outgoing = new Outgoing(egress, store.settings, allowHosts);
  await outgoing.open();
  const mcpServers = readMcpServers(data, egress, redactor);
  const tools = openTools({
    egress,
    secretOf: vault.resolve,
    redactor,
    mcpServers,
  });
  const access = new Access({ store, logins, door, adminToken: hashOfToken(env) });
  const watch = new Watch(access);
  const hub = new Hub();
  const models = () => loadModels({ providers: store.providers, secrets, env, egress }, scriptWordMs);
  const metrics = new Metrics(
    { working: () => executor.working, waiting: () => store.queue.waiting(), streams: () => hub.readers },
    { processToo: true },
  );
  const callbacks = new Callbacks({ store, egress, secrets, log });
  const tracing = await openTraces(env, version);
  const executor: Executor = new Executor({
    store: redactingStore(store, redactor),
    hub,
    execute: (options) => redactedSpeech(execute(options), redactor),
    models,
    tools: tools.services,
    log,
    observers: [runLog(log), metrics, callbacks, ...(tracing ? [tracing.traces] : [])],
    concurrency: operations.concurrency,
  });
  let stopping = false;
  const app = createApp({
    store,
    hub,
    executor,
    models,
    secrets,
    vault,
    mcpServers: new Set(mcpServers.keys()),
    egress,
    redactor,
    outgoing,
    env,
    log,
    metrics,
    version,
    stopping: () => stopping,
    heartbeatMs,
    editor,
    logins,
    access,
    attempts: new Attempts(),
    watch,
  });
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions });
  server.on('clientError', refuseUnreadable);
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    await store.close();
    throw error;
  }
  await executor.start();
  callbacks.wake();
  const forget = keepFor(operations.keepDays, store.runs, log);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    async stop(graceMs) {
      stopping = true;
      forget();
      const left = await executor.stop(graceMs);
      hub.close();
      watch.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        // Streams were told to end; a client that does not read is not waited for.
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 500).unref();
      });
      await callbacks.stop();
      await tools.close();
      await egress.close();
      await tracing
        ?.close()
        .catch((error: unknown) => log('warn', 'the last traces were not sent', { error: words(error) }));
      await store.close();
      return left;
    },
  };
}

function hashOfToken({ BATON_ADMIN_TOKEN: token }: Environment): string | undefined {
  return token ? hashOf(token) : undefined;
}
