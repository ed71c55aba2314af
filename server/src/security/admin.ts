/** The admin that a server has to have before others can reach it. */
import type { Environment } from '../settings.ts';
import type { Door } from './door.ts';
import type { OpenLogins } from './logins.ts';
import { hashPassword } from './password.ts';

const name = 'admin';

/** A sentence for the operator: why the server does not start, and what to do. */
export class NoAdmin extends Error {
  constructor() {
    super(
      `Others could reach Baton at this address, and it has no admin who lets them in or keeps them out. Give it one:
  BATON_ADMIN_PASSWORD='a long password' npm start -- …     a person logs in as "${name}"
  BATON_ADMIN_TOKEN="$(openssl rand -hex 32)" npm start -- …  a program sends it as "Authorization: Bearer …"`,
    );
  }
}

/**
 * The operator's word counts more than what is stored: a password from the environment is the admin's from now on, which
 * is also the way back in for one who has forgotten it.
 * @throws NoAdmin
 */
export async function ensureAdmin(logins: OpenLogins, door: Door, env: Environment): Promise<void> {
  const password = env['BATON_ADMIN_PASSWORD'];
  if (password) {
    const { users } = await logins();
    const stored = await users.get(name);
    if (!stored) await users.create({ name, role: 'admin', password: await hashPassword(password) });
    else if (stored.role !== 'admin' || !(await users.hasPassword(name, password)))
      await users.change(name, { role: 'admin', password: await hashPassword(password) });
  }
  if (!door.login || env['BATON_ADMIN_TOKEN']) return;
  const { users } = await logins();
  const admins = (await users.list()).filter(({ role }) => role === 'admin');
  if (admins.length === 0) throw new NoAdmin();
}
