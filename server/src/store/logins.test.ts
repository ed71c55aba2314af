import { betterAuth } from 'better-auth';
import { CamelCasePlugin } from 'kysely';
import { expect, it } from 'vitest';
import { authOptions } from '../security/auth.ts';
import { storeIn } from './index.ts';
import { openSqlite } from './sqlite.ts';

it('has the tables and columns that better-auth asks for', async () => {
  const db = openSqlite(':memory:');
  const store = await storeIn(db);
  const options = authOptions({ secret: 'x'.repeat(64), cookie: 'session', https: false, log: () => undefined });
  const look = () => {
    const database = { db: db.withPlugin(new CamelCasePlugin()), type: 'sqlite' } as const;
    // It compares them with its schema when it is first used.
    return betterAuth({ ...options, database }).api.getSession({ headers: new Headers() });
  };
  expect(await look()).toBeNull();
  await db.schema.alterTable('accounts').dropColumn('scope').execute();
  await expect(look()).rejects.toThrow('scope');
  await store.close();
});
