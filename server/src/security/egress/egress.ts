/**
 * The one door for requests that Baton sends: for tools, MCP servers and models' providers. http and https only, to
 * public addresses and to what the operator names; the address is looked at when the socket is opened, so that a name
 * cannot change what it means in between. No proxy of the environment is used.
 */
import { lookup as systemLookup } from 'node:dns';
import type { Agent } from 'undici';
import { AllowList } from './addresses.ts';
import { guardedAgent, type Allows, type Lookup } from './agent.ts';
import { follow } from './follow.ts';

export type Fetch = typeof globalThis.fetch;

export interface EgressLimits {
  /** Of an answer, in bytes as they are after unpacking. */
  maxBytes: number;
  /** Until the answer begins, in ms. */
  headersMs: number;
  /** Of silence within an answer, in ms. */
  idleMs: number;
}

export interface EgressOptions {
  /** What the operator allows beside public addresses: see AllowList. */
  allow?: readonly string[];
  /** How names become addresses; the system's way by default. */
  lookup?: Lookup;
}

export interface DoorOptions {
  /** URLs that an administrator has set: their hosts and ports may be called through this door. */
  named?: readonly string[];
  limits?: Partial<EgressLimits>;
}

const defaults: EgressLimits = { maxBytes: 10 * 1024 * 1024, headersMs: 300_000, idleMs: 300_000 };

export class Egress {
  readonly #lookup: Lookup;
  #allowed: AllowList;
  /** By what is named and the limits: doors that are alike share their connections. */
  readonly #agents = new Map<string, Agent>();

  /** @throws Error where something that is to be allowed is no host. */
  constructor({ allow = [], lookup = systemLookup }: EgressOptions = {}) {
    this.#allowed = new AllowList(allow);
    this.#lookup = lookup;
  }

  /** What the operator allows from now on, also through doors that are in use. @throws Error for what is no host. */
  allow(hosts: readonly string[]): void {
    this.#allowed = new AllowList(hosts);
    for (const agent of this.#agents.values()) void agent.close();
    this.#agents.clear();
  }

  /** @returns a `fetch`. Its errors are sentences: EgressError, or what the caller's signal says. */
  door({ named = [], limits = {} }: DoorOptions = {}): Fetch {
    const whole = { ...defaults, ...limits };
    const hosts = [...new Set(named.map(hostOf))].toSorted();
    const key = JSON.stringify([hosts, whole]);
    const set = new AllowList(hosts);
    const allows: Allows = (host, port) => this.#allowed.allows(host, port) || set.allows(host, port);
    const dispatcher = (): Agent => {
      const agent = this.#agents.get(key) ?? guardedAgent(allows, this.#lookup, whole);
      this.#agents.set(key, agent);
      return agent;
    };
    return async (input, init = {}) => {
      if (input instanceof Request) throw new TypeError('The door takes an address and what to send, not a Request.');
      return follow(new URL(input), init, { dispatcher, allows, maxBytes: whole.maxBytes });
    };
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    const agents = [...this.#agents.values()];
    this.#agents.clear();
    await Promise.all(agents.map((agent) => agent.destroy()));
  }
}

function hostOf(address: string): string {
  const { hostname, protocol, port } = new URL(address);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
