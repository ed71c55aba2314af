import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { storeIn } from '../store/index.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Database } from '../store/tables.ts';
import { loopbackDoor } from './door.ts';
import { loginsLater, type Logins } from './logins.ts';
import { hashPassword } from './password.ts';
import { Secrets } from './secrets.ts';
import { hashOf } from './token.ts';

const password = 'correct horse battery';
const hashed = hashPassword(password, { N: 16, r: 1, p: 1 });
const day = 24 * 60 * 60 * 1000;
const key = Buffer.alloc(32, 7);

interface Test extends Logins, AsyncDisposable {
  db: Database;
  /** Everything of all sessions that is stored. */
  stored(): Promise<string>;
}

async function startLogins(): Promise<Test> {
  const db = openSqlite(':memory:');
  const { logins: tables, close } = await storeIn(db);
  const open = loginsLater({ tables, secrets: new Secrets(key), door: loopbackDoor, log: () => undefined });
  const logins = await open();
  await logins.users.create({ name: 'ann', role: 'editor', password: await hashed });
  return {
    ...logins,
    db,
    stored: async () => JSON.stringify((await sql`select * from sessions`.execute(db)).rows),
    [Symbol.asyncDispose]: close,
  };
}

/** What a browser sends after it was told these lines. */
const shownAfter = ([line = '']: string[] = []): string => decodeURIComponent(/=([^;]*)/.exec(line)?.[1] ?? '');
const tokenOf = (shown: string): string => shown.slice(0, shown.indexOf('.'));

afterEach(() => void vi.useRealTimers());

describe('a session', () => {
  it('is stored as a hash only, whatever becomes of it, and nothing that is stored lets anybody in', async () => {
    await using test = await startLogins();
    const { sessions } = test;
    const first = shownAfter(await sessions.begin('ann', password));
    expect(tokenOf(first)).toMatch(/^\w{32}$/);
    const began = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: began + day });
    const used = await sessions.find(first, true);
    expect(shownAfter(used?.setCookie)).toBe(first);
    const second = shownAfter(await sessions.changePassword(first, password, 'another long one'));
    expect(second).not.toBe(first);
    const stored = await test.stored();
    for (const shown of [first, second]) expect(stored).not.toContain(tokenOf(shown));
    const hash = hashOf(tokenOf(second));
    expect(stored).toContain(hash);
    const signature = second.slice(second.indexOf('.'));
    for (const forged of [
      hash,
      `${hash}${signature}`,
      tokenOf(second),
      `${tokenOf(second)}.`,
      `${tokenOf(second)}${signature.replace(/[^.=]/g, 'A')}`,
    ])
      expect.soft([forged, await sessions.find(forged, false)]).toEqual([forged, undefined]);
    expect(await sessions.find(second, false)).toMatchObject({ name: 'ann', role: 'editor' });
  });

  it('ends when it was not used for 14 days, and at the latest after 60', async () => {
    await using test = await startLogins();
    const { sessions } = test;
    const began = Date.now();
    const at = (days: number) => vi.useFakeTimers({ toFake: ['Date'], now: began + days * day });
    const unused = shownAfter(await sessions.begin('ann', password));
    const busy = shownAfter(await sessions.begin('ann', password));
    for (let days = 10; days <= 50; days += 10) {
      at(days);
      const { setCookie } = (await sessions.find(busy, true))!;
      expect(setCookie[0]).toContain(`Max-Age=${(14 * day) / 1000};`);
      if (days === 10) expect(await sessions.find(unused, false)).toBeDefined();
    }
    expect(await sessions.find(unused, true)).toBeUndefined();
    at(59.9);
    expect(await sessions.find(busy, true)).toBeDefined();
    at(60.1);
    expect(await sessions.find(busy, true)).toBeUndefined();
    expect(await test.stored()).toBe('[]');
  });

  it('that has ended is forgotten at the next login', async () => {
    await using test = await startLogins();
    const { sessions } = test;
    const old = shownAfter(await sessions.begin('ann', password));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * day });
    await sessions.begin('ann', password);
    expect(await test.stored()).not.toContain(hashOf(tokenOf(old)));
    expect(JSON.parse(await test.stored())).toHaveLength(1);
  });

  it('means nothing to a server with another key', async () => {
    await using test = await startLogins();
    const shown = shownAfter(await test.sessions.begin('ann', password));
    const { logins: tables } = await storeIn(test.db);
    const secrets = new Secrets(Buffer.alloc(32, 8));
    const { sessions } = await loginsLater({ tables, secrets, door: loopbackDoor, log: () => undefined })();
    expect(await sessions.find(shown, false)).toBeUndefined();
    expect(await test.sessions.find(shown, false)).toBeDefined();
  });
});

describe('a login', () => {
  it('as nobody takes as long as one with a wrong password', async () => {
    await using test = await startLogins();
    await test.users.create({ name: 'bob', role: 'viewer', password: await hashPassword(password) });
    const time = async (name: string) => {
      const begun = performance.now();
      expect(await test.sessions.begin(name, 'some password')).toBeUndefined();
      return performance.now() - begun;
    };
    await time('nobody');
    expect(await time('nobody')).toBeGreaterThan((await time('bob')) / 4);
  });

  it('is refused when too many come at once, and says so', async () => {
    await using test = await startLogins();
    const all = await Promise.allSettled(Array.from({ length: 40 }, () => test.sessions.begin('ann', password)));
    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject({ status: 503 });
  });
});
