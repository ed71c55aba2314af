/**
 * Secrets by name, for the tools of graphs. They are written and never read back: what comes out goes to the tool that
 * sends it, and every value that was ever in here is known to the redactor.
 */
import type { ToolServices } from '@baton/runtime';
import type { SecretAnswer } from '@baton/shared/api';
import type { SecretStore } from '../store/store.ts';
import { AllowList, bareHost } from './egress/addresses.ts';
import { portOf } from './egress/agent.ts';
import type { Redactor } from './redact.ts';
import type { Secrets } from './secrets.ts';

/** What a run gets of the vault. */
export type ResolveSecret = NonNullable<ToolServices['secretOf']>;

/** A secret is bound to its name: under another one it cannot be opened. */
const sealName = (name: string): string => `secret:${name}`;

export class Vault {
  readonly #store: SecretStore;
  readonly #secrets: Secrets;
  readonly #redactor: Redactor;

  constructor(store: SecretStore, secrets: Secrets, redactor: Redactor) {
    this.#store = store;
    this.#secrets = secrets;
    this.#redactor = redactor;
  }

  /** Tells the redactor what is in here. */
  async open(): Promise<void> {
    for (const { name, sealed } of await this.#store.list())
      this.#redactor.hide(this.#secrets.open(sealName(name), sealed));
  }

  /** The names, without the values. */
  async list(): Promise<SecretAnswer[]> {
    const stored = await this.#store.list();
    return stored.map(({ name, sealed, hosts = [], updatedAt }) => ({
      name,
      hosts,
      updatedAt,
      readable: this.#secrets.open(sealName(name), sealed) !== undefined,
    }));
  }

  /** @returns undefined when there is none of this name, or the server's key is not the one that it was sealed with. */
  readonly resolve: ResolveSecret = async (name) => {
    const stored = await this.#store.get(name);
    const value = stored && this.#secrets.open(sealName(name), stored.sealed);
    if (value === undefined) return undefined;
    if (!stored?.hosts) return { value };
    const list = new AllowList(stored.hosts);
    return { value, mayGoTo: (url) => list.allows(bareHost(url.hostname), portOf(url)) };
  };

  /** @param hosts where it may go, each of which an allow-list can have; none for anywhere. */
  async set(name: string, value: string, hosts: string[] = []): Promise<{ secret: SecretAnswer; isNew: boolean }> {
    this.#redactor.hide(value);
    const sealed = this.#secrets.seal(sealName(name), value);
    const { updatedAt, isNew } = await this.#store.put({ name, sealed, hosts: hosts.length > 0 ? hosts : undefined });
    return { secret: { name, hosts, updatedAt, readable: true }, isNew };
  }

  remove(name: string): Promise<boolean> {
    return this.#store.remove(name);
  }
}
