/**
 * How better-auth is used: for passwords, sessions and their cookies, called by our own routes. No request reaches it by
 * itself; nobody signs up, no mail is sent, no other server is asked.
 */
import { longestPassword, roles, shortestPassword } from '@baton/shared/api';
import { betterAuth, type BetterAuthOptions, type DBAdapter } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import { words, type Log } from '../log.ts';
import { hashPassword, isPassword } from './password.ts';

const minute = 60;
const day = 24 * 60 * minute;

export interface AuthSettings {
  /** Signs cookies; at least 32 characters. */
  secret: string;
  /** The cookie's name. */
  cookie: string;
  https: boolean;
  log: Log;
}

export type AuthOptions = ReturnType<typeof authOptions>;
export type Auth = ReturnType<typeof openAuth>;

export const authOptions = ({ secret, cookie, https, log }: AuthSettings) =>
  ({
    // Both given, so that none is looked for in the environment.
    baseURL: 'http://localhost',
    secrets: [{ version: 1, value: secret }],
    telemetry: { enabled: false },
    // Ours look at the account too (limits.ts).
    rateLimit: { enabled: false },
    user: { modelName: 'users', additionalFields: { role: { type: [...roles], required: true, input: false } } },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications' },
    /** Ends when nobody has used it for so long; sessions.ts has the latest end. */
    session: { modelName: 'sessions', expiresIn: 14 * day, updateAge: 10 * minute },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: {
        hash: (password) => hashPassword(password),
        verify: ({ hash, password }) => isPassword(password, hash),
      },
    },
    // Names are looked at where they are given; whoever logs in as another is simply not known.
    plugins: [
      username({ displayUsername: false, minUsernameLength: 1, maxUsernameLength: 200, usernameValidator: () => true }),
    ],
    advanced: {
      // Its own prefix for https would be __Secure-, which other names of the same domain can set too.
      useSecureCookies: false,
      cookies: { session_token: { name: cookie, attributes: { secure: https, sameSite: 'strict', httpOnly: true } } },
      ipAddress: { disableIpTracking: true },
      // No list is cut short.
      database: { defaultFindManyLimit: 1_000_000 },
    },
    logger: { level: 'error', log: (_, message, ...causes) => log('error', [message, ...causes.map(words)].join(' ')) },
  }) satisfies BetterAuthOptions;

export const openAuth = (options: AuthOptions, tables: DBAdapter) => betterAuth({ ...options, database: () => tables });
