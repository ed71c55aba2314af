/** What the routes work with; put together once, in serve.ts or in a test. */
import type { Models } from '@baton/runtime';
import type { Log } from './log.ts';
import type { Metrics } from './observe/metrics.ts';
import type { Executor } from './runs/executor.ts';
import type { Hub } from './runs/hub.ts';
import type { Egress } from './security/egress/egress.ts';
import type { Access } from './security/access.ts';
import type { Attempts } from './security/limits.ts';
import type { OpenLogins } from './security/logins.ts';
import type { Outgoing } from './security/outgoing.ts';
import type { Redactor } from './security/redact.ts';
import type { Secrets } from './security/secrets.ts';
import type { Vault } from './security/vault.ts';
import type { Watch } from './security/watch.ts';
import type { Store } from './store/store.ts';

export interface Deps {
  store: Store;
  hub: Hub;
  executor: Executor;
  models: () => Promise<Models>;
  /** Seals keys of providers. */
  secrets: Secrets;
  vault: Vault;
  /** Ids of the MCP servers that the operator has set up. */
  mcpServers: ReadonlySet<string>;
  /** The one door for requests that Baton sends. */
  egress: Egress;
  redactor: Redactor;
  outgoing: Outgoing;
  env: { [name: string]: string | undefined };
  log: Log;
  metrics: Metrics;
  version: string;
  /** True from the moment on when the process was asked to end. */
  stopping: () => boolean;
  /** How often a stream with nothing to say shows that it is there. */
  heartbeatMs: number;
  /** Where the built editor is. */
  editor: string;
  logins: OpenLogins;
  /** Who may come in; its `door` says how this server is reached. */
  access: Access;
  attempts: Attempts;
  /** Ends streams whose readers have lost the right to them. */
  watch: Watch;
}
