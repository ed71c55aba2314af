/** Settings: who may log in, and what they may do. */
import { userName, userRequest, type UserAnswer, type UserList } from '@baton/shared/api';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import type { Caller } from '../security/access.ts';
import { hashPassword } from '../security/password.ts';
import type { User } from '../security/users.ts';
import { userListSchema, userSchema } from './answers.ts';
import { body, nothing, params, route } from './route.ts';

const userBytes = 8 * 1024;
const nameParams = params({ name: userName });
const unknown = (name: string) => new Refused(404, `There is no user "${name}".`);
const only = (name: string) => new Refused(409, `"${name}" is the only admin. Make somebody else one first.`);
const shown = ({ name, role, createdAt }: User): UserAnswer => ({ name, role, createdAt: createdAt.toISOString() });

export const userRoutes = ({ logins, watch }: Deps) => {
  async function change(name: string, to: { role?: User['role']; password?: string }): Promise<UserAnswer> {
    const { password, ...role } = to;
    const fields = { ...role, ...(password !== undefined && { password: await hashPassword(password) }) };
    const { users } = await logins();
    const changed = await users.change(name, fields);
    if (changed === 'missing') throw unknown(name);
    if (changed === 'only admin') throw only(name);
    await watch.check();
    return shown(changed);
  }

  return [
    route({
      method: 'get',
      path: '/api/settings/users',
      auth: 'caller',
      scope: 'admin',
      rate: 'read',
      summary: 'Who may log in',
      params: nothing,
      query: nothing,
      body: nothing,
      answers: { 200: { what: 'All of them', schema: userListSchema } },
      async handle({ c }) {
        const { users } = await logins();
        const answer: UserList = { users: (await users.list()).map(shown) };
        return c.json(answer);
      },
    }),

    route({
      method: 'put',
      path: '/api/settings/users/:name',
      auth: 'caller',
      scope: 'admin',
      rate: 'login',
      summary: 'Let somebody in, or change what they may do. A new password ends their sessions',
      params: nameParams,
      query: nothing,
      body: body(userRequest, userBytes),
      answers: { 200: { what: 'Changed', schema: userSchema }, 201: { what: 'Let in', schema: userSchema } },
      async handle({ c, caller, params: { name }, body: { role, password } }) {
        const { users } = await logins();
        const stored = await users.get(name);
        if (stored) {
          if (role !== undefined && role !== stored.role)
            refuseSelf(caller, name, 'Nobody can take their own right away.');
          if (password !== undefined)
            refuseSelf(caller, name, 'Change your own password where you give the current one.');
          return c.json(await change(name, { ...(role && { role }), ...(password !== undefined && { password }) }));
        }
        const missing = [
          ...(role === undefined ? [{ path: '/role', message: 'is required for a new user' }] : []),
          ...(password === undefined ? [{ path: '/password', message: 'is required for a new user' }] : []),
        ];
        if (role === undefined || password === undefined)
          throw new Refused(400, `There is no user "${name}" yet; a new one needs a role and a password.`, missing);
        const created = await users.create({ name, role, password: await hashPassword(password) });
        if (!created) throw new Refused(409, `Somebody else has just let "${name}" in.`);
        return c.json(shown(created), 201);
      },
    }),

    route({
      method: 'delete',
      path: '/api/settings/users/:name',
      auth: 'caller',
      scope: 'admin',
      rate: 'write',
      summary: 'Let somebody in no longer; their sessions and streams end',
      params: nameParams,
      query: nothing,
      body: nothing,
      answers: { 204: { what: 'Gone' } },
      async handle({ c, caller, params: { name } }) {
        refuseSelf(caller, name, 'Nobody can take their own right away.');
        const { users } = await logins();
        const removed = await users.remove(name);
        if (removed === 'missing') throw unknown(name);
        if (removed === 'only admin') throw only(name);
        await watch.check();
        return c.body(null, 204);
      },
    }),
  ];
};

function refuseSelf(caller: Caller, name: string, why: string): void {
  if (caller.kind === 'user' && caller.name === name) throw new Refused(409, why);
}
