/** Logging in and out, and who one is. */
import { loginRequest, passwordRequest, type Session } from '@baton/shared/api';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { sessionIdleMs, type Access, type Caller } from '../security/access.ts';
import { hashPassword, isPassword } from '../security/password.ts';
import { hashOf, newToken } from '../security/token.ts';
import { sessionSchema } from './answers.ts';
import { body, nothing, route } from './route.ts';

const loginBytes = 8 * 1024;

const cookieOf = ({ door }: Access) => ({ httpOnly: true, sameSite: 'Strict', secure: door.https, path: '/' }) as const;

export const sessionRoutes = ({ store, access, attempts, watch, log }: Deps) => {
  const answer = (caller: Caller | undefined): Session => ({
    login: access.door.login,
    ...(caller && { caller: { kind: caller.kind, name: caller.name, scope: caller.scope } }),
  });

  async function begin(c: Context, user: string): Promise<string> {
    const token = newToken();
    const now = Date.now();
    await store.sessions.removeUnseenSince(now - sessionIdleMs);
    await store.sessions.create({ hash: hashOf(token), user, createdAt: now, seenAt: now });
    setCookie(c, access.cookie, token, { ...cookieOf(access), maxAge: sessionIdleMs / 1000 });
    return hashOf(token);
  }

  return [
    route({
      method: 'get',
      path: '/api/session',
      auth: 'open',
      scope: 'read',
      rate: 'read',
      summary: 'Who is asking, and whether people log in here at all',
      params: nothing,
      query: nothing,
      body: nothing,
      answers: { 200: { what: 'Without "caller" while nobody is logged in', schema: sessionSchema } },
      handle: async ({ c }) => c.json(answer(await access.identify(c))),
    }),

    route({
      method: 'post',
      path: '/api/session',
      auth: 'open',
      scope: 'read',
      rate: 'login',
      summary: 'Log in: the answer sets the session’s cookie',
      params: nothing,
      query: nothing,
      body: body(loginRequest, loginBytes),
      answers: { 200: { what: 'Logged in', schema: sessionSchema } },
      async handle({ c, body: { name, password } }) {
        if (!access.door.login)
          throw new Refused(409, 'Nobody has to log in here: this server is this machine’s only.');
        const account = name.trim().toLowerCase();
        const right = attempts.begin(account, access.client(c));
        const user = await store.users.get(account);
        if (!(await isPassword(password, user?.password)) || !user) {
          // Not the name as it was typed: people type passwords there.
          log('warn', 'a login was refused', { client: access.client(c), user: user?.name });
          throw new Refused(401, 'There is no such user, or the password is not theirs.');
        }
        right();
        const before = getCookie(c, access.cookie);
        if (before !== undefined) await store.sessions.remove(hashOf(before));
        const credential = await begin(c, user.name);
        return c.json(answer(await access.find('user', credential)));
      },
    }),

    route({
      method: 'delete',
      path: '/api/session',
      auth: 'person',
      scope: 'read',
      rate: 'write',
      summary: 'Log out',
      params: nothing,
      query: nothing,
      body: nothing,
      answers: { 204: { what: 'Logged out' } },
      async handle({ c, caller }) {
        if (caller.kind === 'user') await store.sessions.remove(caller.credential);
        deleteCookie(c, access.cookie, cookieOf(access));
        await watch.check();
        return c.body(null, 204);
      },
    }),

    route({
      method: 'put',
      path: '/api/session/password',
      auth: 'person',
      scope: 'read',
      rate: 'login',
      summary: 'Change one’s own password. It ends every other session',
      params: nothing,
      query: nothing,
      body: body(passwordRequest, loginBytes),
      answers: { 204: { what: 'Changed; this session goes on under a new cookie' } },
      async handle({ c, caller, body: { current, password } }) {
        if (caller.kind !== 'user') throw new Refused(409, 'Nobody is logged in here who could have a password.');
        const right = attempts.begin(caller.name, access.client(c));
        const user = await store.users.get(caller.name);
        if (!(await isPassword(current, user?.password)))
          throw new Refused(422, 'The current password is another one.', [{ path: '/current', message: 'is not it' }]);
        right();
        await store.users.change(caller.name, { password: await hashPassword(password) });
        await begin(c, caller.name);
        await watch.check();
        return c.body(null, 204);
      },
    }),
  ];
};
