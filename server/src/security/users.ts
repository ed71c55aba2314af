/** Who may log in, and as what, in better-auth's tables. Passwords come here hashed. */
import type { Role } from '@baton/shared/api';
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth';
import { isPassword } from './password.ts';

export interface User {
  name: string;
  role: Role;
  createdAt: Date;
}

export interface NewUser {
  name: string;
  role: Role;
  /** As `password.ts` hashed it. */
  password: string;
}

/** Users have a name and nothing else; it stands in each of the three fields by which better-auth knows them. */
interface UserRow extends User {
  id: string;
  updatedAt: Date;
  email: string;
  username: string;
  emailVerified: boolean;
}

/** A password; better-auth calls a way to log in an account. */
interface AccountRow {
  id: string;
  userId: string;
  accountId: string;
  providerId: 'credential';
  password: string;
  createdAt: Date;
  updatedAt: Date;
}

const named = (name: string): Where[] => [{ field: 'username', value: name }];
const ofUser = ({ id }: UserRow): Where[] => [{ field: 'userId', value: id }];

export class Users {
  readonly #tables: DBAdapter;

  constructor(tables: DBAdapter) {
    this.#tables = tables;
  }

  list(): Promise<User[]> {
    return this.#tables.findMany<UserRow>({ model: 'user', sortBy: { field: 'username', direction: 'asc' } });
  }

  get(name: string): Promise<User | undefined> {
    return find(this.#tables, name);
  }

  async hasPassword(name: string, password: string): Promise<boolean> {
    const user = await find(this.#tables, name);
    const account = user && (await this.#tables.findOne<AccountRow>({ model: 'account', where: ofUser(user) }));
    return account ? isPassword(password, account.password) : false;
  }

  /** @returns undefined when there is a user of this name already. */
  create({ name, role, password }: NewUser): Promise<User | undefined> {
    return this.#tables.transaction(async (tables) => {
      if (await find(tables, name)) return undefined;
      const times = { createdAt: new Date(), updatedAt: new Date() };
      const names = { name, email: name, username: name, emailVerified: false };
      const user = await tables.create<UserRow>({ model: 'user', data: { ...names, role, ...times } });
      const ids = { userId: user.id, accountId: user.id, providerId: 'credential' } as const;
      await tables.create<AccountRow>({ model: 'account', data: { ...ids, password, ...times } });
      return user;
    });
  }

  /** A new password ends every session of the user. There is an admin afterwards too, whoever else changes what. */
  change(name: string, to: { role?: Role; password?: string }): Promise<User | 'missing' | 'only admin'> {
    return this.#tables.transaction(async (tables) => {
      const user = await find(tables, name);
      if (!user) return 'missing';
      const { role, password } = to;
      if (role !== undefined && role !== 'admin' && (await isOnlyAdmin(tables, name))) return 'only admin';
      if (role !== undefined) await tables.update({ model: 'user', where: named(name), update: { role } });
      if (password !== undefined) {
        await tables.update({ model: 'account', where: ofUser(user), update: { password } });
        await tables.deleteMany({ model: 'session', where: ofUser(user) });
      }
      return { ...user, ...(role && { role }) };
    });
  }

  /** With the password and the sessions. */
  remove(name: string): Promise<'removed' | 'missing' | 'only admin'> {
    return this.#tables.transaction(async (tables) => {
      if (await isOnlyAdmin(tables, name)) return 'only admin';
      return (await tables.deleteMany({ model: 'user', where: named(name) })) > 0 ? 'removed' : 'missing';
    });
  }
}

async function find(tables: DBTransactionAdapter, name: string): Promise<UserRow | undefined> {
  return (await tables.findOne<UserRow>({ model: 'user', where: named(name) })) ?? undefined;
}

/** Without one nobody could let anybody in any more. Asked in the transaction of the change: two may go at once. */
async function isOnlyAdmin(tables: DBTransactionAdapter, name: string): Promise<boolean> {
  const where = [{ field: 'role', value: 'admin' }];
  const admins = await tables.findMany<UserRow>({ model: 'user', where, limit: 2 });
  return admins.length === 1 && admins[0]?.name === name;
}
