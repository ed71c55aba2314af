/** Users and their sessions. What they are made of is loaded only where somebody logs in: it takes a quarter of a second. */
import type { Log } from '../log.ts';
import type { LoginTables } from '../store/logins.ts';
import type { Door } from './door.ts';
import type { Secrets } from './secrets.ts';
import type { Sessions } from './sessions.ts';
import { Users } from './users.ts';

export interface Logins {
  users: Users;
  sessions: Sessions;
}

export type OpenLogins = () => Promise<Logins>;

export interface LoginSettings {
  tables: LoginTables;
  /** Signs cookies with a key of its own: a stolen database does not have it. */
  secrets: Secrets;
  door: Door;
  log: Log;
}

/** A browser keeps this one for the server's own name and for https alone, where there is https. */
export const cookieName = ({ https }: Door): string => (https ? '__Host-baton_session' : 'baton_session');

/** Opens them when they are first needed, and once. */
export function loginsLater(settings: LoginSettings): OpenLogins {
  let logins: Promise<Logins> | undefined;
  return () => (logins ??= open(settings));
}

async function open({ tables, secrets, door, log }: LoginSettings): Promise<Logins> {
  const [{ authOptions, openAuth }, { Sessions }] = await Promise.all([import('./auth.ts'), import('./sessions.ts')]);
  const cookie = cookieName(door);
  const options = authOptions({ secret: secrets.derive('sessions'), cookie, https: door.https, log });
  const adapter = await tables(options);
  return { users: new Users(adapter), sessions: new Sessions(openAuth(options, adapter), adapter, cookie) };
}
