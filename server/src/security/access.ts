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
import { hashOf } from './token.ts';

export interface Caller {
  kind: 'local' | 'user' | 'key';
  name: string;
  scope: KeyScope;
  /** The hash of what it showed; empty for the local one, who showed nothing. */
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
const days = 24 * 60 * 60 * 1000;
/** A session ends when nobody has used it for so long, and at the latest after so long. */
export const sessionIdleMs = 14 * days;
const sessionMs = 60 * days;
const seenEveryMs = 10 * 60 * 1000;
const local: Caller = { kind: 'local', name: 'local', scope: 'admin', credential: '' };
const anybody: Caller = { kind: 'local', name: 'anybody', scope: 'read', credential: '' };
const changes = new Set(['POST', 'PUT', 'DELETE', 'PATCH']);

export interface AccessOptions {
  store: Pick<Store, 'users' | 'sessions' | 'keys'>;
  door: Door;
  /** The hash of the operator's own token, where there is one. */
  adminToken?: string | undefined;
  now?: () => number;
}

export class Access {
  readonly door: Door;
  readonly #store: AccessOptions['store'];
  readonly #adminToken: string | undefined;
  readonly #now: () => number;
  readonly #rates: Rates;

  constructor({ store, door, adminToken, now = Date.now }: AccessOptions) {
    this.door = door;
    this.#store = store;
    this.#adminToken = adminToken;
    this.#now = now;
    this.#rates = new Rates(now);
  }

  /** A browser keeps this one for the server's own name and for https alone, where there is https. */
  get cookie(): string {
    return this.door.https ? '__Host-baton_session' : 'baton_session';
  }

  client(c: Context): string {
    return clientKey(clientAddress(c, this.door.proxies));
  }

  /** Lets a request in that has what it takes. @throws Refused */
  async admit(c: Context, { auth, scope, rate }: Need): Promise<Caller> {
    const caller = auth === 'open' ? undefined : await this.identify(c);
    if (caller?.kind !== 'local') this.#rates.take(rate, caller?.credential ?? this.client(c));
    if (auth === 'open') return anybody;
    if (!caller) throw this.#unknown(c);
    if (caller.kind === 'user' && changes.has(c.req.method) && !this.door.loopback && !saysWhence(c)) {
      throw new Refused(403, 'A change with a session has to come from Baton’s own page. A program uses an API key.');
    }
    if (auth === 'person' && caller.kind === 'key') throw new Refused(403, 'This is for people; a key may not do it.');
    if (!allows(caller.scope, scope)) throw tooLittle(caller, scope);
    return caller;
  }

  /** @returns undefined when nobody says who they are, or says it wrongly. */
  async identify(c: Context): Promise<Caller | undefined> {
    const key = bearer(c);
    // Clients of OpenAI's API insist on sending some key; one that is none of ours says nothing where nobody is asked.
    if (key?.startsWith(keyStart) || (key !== undefined && this.door.login)) return this.find('key', hashOf(key));
    if (isNamedOrigin(c, this.door)) return undefined;
    if (!this.door.login) return local;
    const token = getCookie(c, this.cookie);
    return token === undefined ? undefined : this.find('user', hashOf(token));
  }

  /** Looks a credential up anew: what it may do can have changed since. */
  async find(kind: Caller['kind'], credential: string): Promise<Caller | undefined> {
    if (kind === 'local') return local;
    return kind === 'key' ? this.#findKey(credential) : this.#findSession(credential);
  }

  async #findKey(hash: string): Promise<Caller | undefined> {
    if (this.#adminToken !== undefined && timingSafeEqual(Buffer.from(hash), Buffer.from(this.#adminToken)))
      return { kind: 'key', name: 'BATON_ADMIN_TOKEN', scope: 'admin', credential: hash };
    const key = await this.#store.keys.find(hash);
    const now = this.#now();
    if (!key || (key.expiresAt !== undefined && key.expiresAt <= now)) return undefined;
    if (now - (key.usedAt ?? 0) > seenEveryMs) await this.#store.keys.used(key.id, now);
    return { kind: 'key', name: key.name, scope: key.scope, credential: hash };
  }

  async #findSession(hash: string): Promise<Caller | undefined> {
    const session = await this.#store.sessions.get(hash);
    const now = this.#now();
    if (!session || now - session.seenAt > sessionIdleMs || now - session.createdAt > sessionMs) return undefined;
    const user = await this.#store.users.get(session.user);
    if (!user) return undefined;
    if (now - session.seenAt > seenEveryMs) await this.#store.sessions.seen(hash, now);
    return { kind: 'user', name: user.name, scope: scopeOfRole[user.role], credential: hash };
  }

  #unknown(c: Context): Refused {
    const detail = bearer(c)
      ? 'This API key is not known here, or not any more.'
      : 'Log in, or send an API key as "Authorization: Bearer …".';
    return new Refused(401, detail, undefined, { 'www-authenticate': 'Bearer' });
  }
}

const bearer = (c: Context): string | undefined => /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];

function tooLittle({ kind, name, scope }: Caller, needed: KeyScope): Refused {
  const who = kind === 'key' ? `The key "${name}"` : name;
  return new Refused(403, `${who} has the right to ${scope}; this needs the right to ${needed}.`);
}
