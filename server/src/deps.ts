/** What the routes work with; put together once, in serve.ts or in a test. */
import type { Models } from '@baton/runtime';
import type { Log } from './log.ts';
import type { Executor } from './runs/executor.ts';
import type { Hub } from './runs/hub.ts';
import type { Egress } from './security/egress/egress.ts';
import type { Redactor } from './security/redact.ts';
import type { Secrets } from './security/secrets.ts';
import type { Vault } from './security/vault.ts';
import type { Store } from './store/store.ts';

export interface Deps {
  store: Store;
  hub: Hub;
  executor: Executor;
  models: () => Promise<Models>;
  /** Seals keys of providers. */
  secrets: Secrets;
  vault: Vault;
  /** The one door for requests that Baton sends. */
  egress: Egress;
  redactor: Redactor;
  env: { [name: string]: string | undefined };
  log: Log;
  version: string;
  /** True from the moment on when the process was asked to end. */
  stopping: () => boolean;
  /** How often a stream with nothing to say shows that it is there. */
  heartbeatMs: number;
  /** Where the built editor is. */
  editor: string;
  /** Host names, beside the loopback ones, under which this server may be addressed. */
  hosts: readonly string[];
}
