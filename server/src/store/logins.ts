/**
 * The tables of users, passwords and sessions, as better-auth reads and writes them. It would keep the token that a
 * browser shows as it is; here only the token's hash is ever stored, so a stolen database opens nothing.
 */
import type { BetterAuthOptions, DBAdapter, DBTransactionAdapter, Where } from 'better-auth';
import { CamelCasePlugin } from 'kysely';
import { hashOf } from '../security/token.ts';
import type { Database } from './tables.ts';

export type LoginTables = (options: BetterAuthOptions) => Promise<DBAdapter>;

/** better-auth is loaded only where somebody logs in. */
export const loginTables =
  (db: Database): LoginTables =>
  async (options) => {
    const { getAdapter } = await import('better-auth/db/adapter');
    const database = { db: db.withPlugin(new CamelCasePlugin()), type: 'sqlite', transaction: true } as const;
    const adapter = await getAdapter({ ...options, database });
    return {
      ...adapter,
      ...hashing(adapter),
      transaction: (work) => adapter.transaction((tables) => work(hashing(tables))),
    };
  };

/**
 * What is asked for by a token is looked up by its hash, and comes back with the token, as it was asked for. What
 * better-auth does not do with sessions stays as it is, and finds none by a token.
 */
function hashing(tables: DBTransactionAdapter): DBTransactionAdapter {
  return {
    ...tables,
    async create(asked) {
      const { token } = asked.data;
      if (asked.model !== 'session' || typeof token !== 'string') return tables.create(asked);
      return { ...(await tables.create({ ...asked, data: { ...asked.data, token: hashOf(token) } })), token };
    },
    async findOne(asked) {
      return named(asked.where, await tables.findOne({ ...asked, where: hashed(asked.where) }));
    },
    findMany: (asked) => tables.findMany(asked.where ? { ...asked, where: hashed(asked.where) } : asked),
    async update(asked) {
      return named(asked.where, await tables.update({ ...asked, where: hashed(asked.where) }));
    },
    delete: (asked) => tables.delete({ ...asked, where: hashed(asked.where) }),
    deleteMany: (asked) => tables.deleteMany({ ...asked, where: hashed(asked.where) }),
  };
}

const tokenIn = (where: Where[]): string | undefined => {
  const value = where.find(({ field }) => field === 'token')?.value;
  return typeof value === 'string' ? value : undefined;
};

const hashed = (where: Where[]): Where[] =>
  where.map((one) =>
    one.field === 'token' && typeof one.value === 'string' ? { ...one, value: hashOf(one.value) } : one,
  );

function named<Row>(where: Where[], row: Row | null): Row | null {
  const token = tokenIn(where);
  return row && token !== undefined ? { ...row, token } : row;
}
