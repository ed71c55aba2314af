/** Logging in and out, and who one is. */
import { loginRequest, passwordRequest, scopeOfRole, type Session } from '@baton/shared/api';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import type { Caller } from '../security/access.ts';
import { cookieName } from '../security/logins.ts';
import { sessionSchema } from './answers.ts';
import { body, nothing, route } from './route.ts';

const loginBytes = 8 * 1024;

export const sessionRoutes = ({ logins, access, attempts, watch, log }: Deps) => {
  const answer = (caller: Pick<Caller, 'kind' | 'name' | 'scope'> | undefined): Session => ({
    login: access.door.login,
    ...(caller && { caller: { kind: caller.kind, name: caller.name, scope: caller.scope } }),
  });

  const setCookies = (c: Context, lines: string[]) => {
    for (const line of lines) c.header('set-cookie', line, { append: true });
  };

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
        const { users, sessions } = await logins();
        const user = await users.get(account);
        const begun = await sessions.begin(account, password);
        if (!begun || !user) {
          // Not the name as it was typed: people type passwords there.
          log('warn', 'a login was refused', { client: access.client(c), user: user?.name });
          throw new Refused(401, 'There is no such user, or the password is not theirs.');
        }
        right();
        const before = getCookie(c, cookieName(access.door));
        if (before !== undefined) await sessions.end(before);
        setCookies(c, begun);
        return c.json(answer({ kind: 'user', name: user.name, scope: scopeOfRole[user.role] }));
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
        if (caller.kind === 'user') setCookies(c, await (await logins()).sessions.end(caller.credential));
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
        const { sessions } = await logins();
        const changed = await sessions.changePassword(caller.credential, current, password);
        if (!changed)
          throw new Refused(422, 'The current password is another one.', [
            { path: '/current', message: 'This is not your password.' },
          ]);
        right();
        setCookies(c, changed);
        await watch.check();
        return c.body(null, 204);
      },
    }),
  ];
};
