/** Browsers that are logged in, each known by the value of its cookie: a random token, signed by better-auth. */
import type { Role } from '@baton/shared/api';
import type { DBAdapter } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { Refused } from '../problem.ts';
import type { Auth } from './auth.ts';

/** After so long one has to log in again, however busy the session is. */
const longestMs = 60 * 24 * 60 * 60 * 1000;

export interface LoggedIn {
  /** The session's. */
  id: string;
  name: string;
  role: Role;
  /** Lines of `Set-Cookie` for the browser; none when it has the cookie as it is. */
  setCookie: string[];
}

export class Sessions {
  readonly #auth: Auth;
  readonly #tables: DBAdapter;
  readonly #cookie: string;

  /** @param cookie its name. */
  constructor(auth: Auth, tables: DBAdapter, cookie: string) {
    this.#auth = auth;
    this.#tables = tables;
    this.#cookie = cookie;
  }

  /** @returns the cookie; undefined for an unknown user as for a wrong password, after the same time. */
  async begin(username: string, password: string): Promise<string[] | undefined> {
    const body = { username, password };
    const begun = await unless(401, this.#auth.api.signInUsername({ body, returnHeaders: true }));
    if (!begun) return undefined;
    const ended = { field: 'expiresAt', operator: 'lt', value: new Date() } as const;
    await this.#tables.deleteMany({ model: 'session', where: [ended] });
    return this.#toSet(begun.headers);
  }

  /** @param use whether this counts as a use of it, so that it goes on for longer. */
  async find(shown: string, use: boolean): Promise<LoggedIn | undefined> {
    const asked = { headers: this.#showing(shown), query: { disableRefresh: !use }, returnHeaders: true } as const;
    // One that ends at this very moment cannot be made to go on.
    const found = await unless(401, this.#auth.api.getSession(asked));
    if (!found?.response) return undefined;
    const { session, user } = found.response;
    if (Date.now() - session.createdAt.getTime() < longestMs)
      return { id: session.id, name: user.name, role: user.role, setCookie: this.#toSet(found.headers) };
    await this.end(shown);
    return undefined;
  }

  /** Ends every other session of the user. @returns the cookie of a new one, or undefined when the current password is another. */
  async changePassword(shown: string, current: string, password: string): Promise<string[] | undefined> {
    const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
    const headers = this.#showing(shown);
    const changed = await unless(400, this.#auth.api.changePassword({ headers, body, returnHeaders: true }));
    return changed && this.#toSet(changed.headers);
  }

  /** @returns what takes the cookie away. */
  async end(shown: string): Promise<string[]> {
    const { headers } = await this.#auth.api.signOut({ headers: this.#showing(shown), returnHeaders: true });
    // It tells nobody when the store could not do it.
    if (await this.find(shown, false)) throw new Refused(503, 'The session could not be ended. Try again.');
    return this.#toSet(headers);
  }

  #showing(shown: string): Headers {
    return new Headers({ cookie: `${this.#cookie}=${encodeURIComponent(shown)}` });
  }

  /** It speaks of more cookies, none of which it ever sets here. */
  #toSet(headers: Headers): string[] {
    return headers.getSetCookie().filter((line) => line.startsWith(`${this.#cookie}=`));
  }
}

/** @returns undefined where better-auth refuses with this status. @throws what was the trouble, where there is any. */
async function unless<Result>(status: number, asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isAPIError(error)) throw error;
    if (error.statusCode === status) return undefined;
    throw error.cause ?? error;
  }
}
