/**
 * Who is asking, and what they may do. A caller is this machine's own user (where no login is asked for), a person who
 * is logged in, or a program with a key. The one place in which a request is let in.
 */
import { timingSafeEqual } from 'node:crypto';
import { allows, scopeOfRole, type KeyScope } from '@baton/shared/api';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { Refused } from '../problem.ts';
import type { Store } from '../store/store.ts';
import { clientAddress, clientKey } from './client.ts';
import type { Door } from './door.ts';
import { Rates, type RateClass } from './limits.ts';
import { isNamedOrigin, saysWhence } from './origin.ts';
import { cookieName, type OpenLogins } from './logins.ts';
import type { LoggedIn } from './sessions.ts';
import { hashOf } from './token.ts';

export interface Caller {
  kind: 'local' | 'user' | 'key';
  name: string;
  scope: KeyScope;
  /** Which key or session; empty for the local one, who showed nothing. */
  id: string;
  /** By which it is found again: the key's hash, or the session's cookie. */
  credential: string;
}

/** `open` to anybody; `caller` is whoever may do what the scope says; `person` is one who is no program. */
export type Auth = 'open' | 'caller' | 'person';

export interface Need {
  auth: Auth;
  scope: KeyScope;
  rate: RateClass;
}

export const keyStart = 'baton_';
const usedEveryMs = 10 * 60 * 1000;
const local: Caller = { kind: 'local', name: 'local', scope: 'admin', id: '', credential: '' };
const anybody: Caller = { kind: 'local', name: 'anybody', scope: 'read', id: '', credential: '' };
const changes = new Set(['POST', 'PUT', 'DELETE', 'PATCH']);

export interface AccessOptions {
  store: Pick<Store, 'keys'>;
  logins: OpenLogins;
  door: Door;
  /** The hash of the operator's own token, where there is one. */
  adminToken?: string | undefined;
  now?: () => number;
}

export class Access {
  readonly door: Door;
  readonly #store: AccessOptions['store'];
  readonly #logins: OpenLogins;
  readonly #adminToken: string | undefined;
  readonly #now: () => number;
  readonly #rates: Rates;

  constructor({ store, logins, door, adminToken, now = Date.now }: AccessOptions) {
    this.door = door;
    this.#store = store;
    this.#logins = logins;
    this.#adminToken = adminToken;
    this.#now = now;
    this.#rates = new Rates(now);
  }

  client(c: Context): string {
    return clientKey(clientAddress(c, this.door.proxies));
  }

  /** Lets a request in that has what it takes. @throws Refused */
  async admit(c: Context, { auth, scope, rate }: Need): Promise<Caller> {
    const caller = auth === 'open' ? undefined : await this.identify(c);
    if (caller?.kind !== 'local') this.#rates.take(rate, caller?.id ?? this.client(c));
    if (auth === 'open') return anybody;
    if (!caller) throw this.#unknown(c);
    if (caller.kind === 'user' && changes.has(c.req.method) && !this.door.loopback && !saysWhence(c)) {
      throw new Refused(403, 'A change with a session has to come from Baton’s own page. A program uses an API key.');
    }
    if (auth === 'person' && caller.kind === 'key') throw new Refused(403, 'This is for people; a key may not do it.');
    refuseBelow(caller, scope);
    return caller;
  }

  /** @returns undefined when nobody says who they are, or says it wrongly. */
  async identify(c: Context): Promise<Caller | undefined> {
    const key = bearer(c);
    // Clients of OpenAI's API insist on sending some key; one that is none of ours says nothing where nobody is asked.
    if (key?.startsWith(keyStart) || (key !== undefined && this.door.login)) return this.find('key', hashOf(key));
    if (isNamedOrigin(c, this.door)) return undefined;
    if (!this.door.login) return local;
    const cookie = getCookie(c, cookieName(this.door));
    if (cookie === undefined) return undefined;
    const found = await this.#findSession(cookie, true);
    for (const line of found?.setCookie ?? []) c.header('set-cookie', line, { append: true });
    return found && callerOf(found, cookie);
  }

  /** Looks a credential up anew: what it may do can have changed since. */
  async find(kind: Caller['kind'], credential: string): Promise<Caller | undefined> {
    if (kind === 'local') return local;
    if (kind === 'key') return this.#findKey(credential);
    const found = await this.#findSession(credential, false);
    return found && callerOf(found, credential);
  }

  async #findKey(hash: string): Promise<Caller | undefined> {
    if (this.#adminToken !== undefined && timingSafeEqual(Buffer.from(hash), Buffer.from(this.#adminToken)))
      return { kind: 'key', name: 'BATON_ADMIN_TOKEN', scope: 'admin', id: hash, credential: hash };
    const key = await this.#store.keys.find(hash);
    const now = this.#now();
    if (!key || (key.expiresAt !== undefined && key.expiresAt <= now)) return undefined;
    if (now - (key.usedAt ?? 0) > usedEveryMs) await this.#store.keys.used(key.id, now);
    return { kind: 'key', name: key.name, scope: key.scope, id: hash, credential: hash };
  }

  async #findSession(cookie: string, use: boolean): Promise<LoggedIn | undefined> {
    return (await this.#logins()).sessions.find(cookie, use);
  }

  #unknown(c: Context): Refused {
    const detail = bearer(c)
      ? 'This API key is not known here, or not any more.'
      : 'Log in, or send an API key as "Authorization: Bearer …".';
    return new Refused(401, detail, undefined, { 'www-authenticate': 'Bearer' });
  }
}

const callerOf = ({ id, name, role }: LoggedIn, credential: string): Caller => ({
  kind: 'user',
  name,
  scope: scopeOfRole[role],
  id,
  credential,
});

const bearer = (c: Context): string | undefined => /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];

/** @throws Refused when the caller may not do that much. @param why where what is asked for says how much it takes. */
export function refuseBelow({ kind, name, scope }: Caller, needed: KeyScope, why = 'this'): void {
  if (allows(scope, needed)) return;
  const who = kind === 'key' ? `The key "${name}"` : name;
  throw new Refused(403, `${who} has the right to ${scope}; ${why} needs the right to ${needed}.`);
}
