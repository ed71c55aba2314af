import type { KeyCreated, KeyList, ProblemDetails, RunList, RunStarted, Session, UserList } from '@baton/shared/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiRoutes } from '../app.ts';
import { deskGraph, framesOf, read, startTestApp, type TestApp, type TestOptions } from '../app.fixture.ts';
import { hashPassword } from '../security/password.ts';
import { hashOf } from '../security/token.ts';

const host = 'baton.example';
const password = 'correct horse battery';
const hashed = hashPassword(password, { N: 16, r: 1, p: 1 });
const far = { login: true, loopback: false, hosts: [host], https: true };
const own = { host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' };

/** A server that others can reach, with one user of each role. */
async function startFar(options: TestOptions = {}): Promise<TestApp> {
  const app = await startTestApp({ door: far, ...options });
  for (const role of ['viewer', 'runner', 'editor', 'admin'] as const)
    await (await app.deps.logins()).users.create({ name: role, role, password: await hashed });
  return app;
}

const login = (app: TestApp, name: string, given = password, headers: Record<string, string> = own) =>
  app.ask('POST', '/api/session', { name, password: given }, headers);
async function cookieOf(response: Response | Promise<Response>): Promise<string> {
  return (await response).headers.get('set-cookie')?.split(';')[0] ?? '';
}
const as = async (app: TestApp, name: string) => ({ ...own, cookie: await cookieOf(login(app, name)) });
async function makeKey(app: TestApp, scope: string, more: object = {}): Promise<KeyCreated> {
  const made = await app.ask('POST', '/api/settings/keys', { name: 'ci', scope, ...more }, await as(app, 'admin'));
  expect(made.status).toBe(201);
  return read<KeyCreated>(made);
}
const bearer = (key: string) => ({ host, authorization: `Bearer ${key}` });
afterEach(() => void vi.useRealTimers());
const detailOf = async (response: Response) => (await read<ProblemDetails>(response)).detail;

describe('a server that others can reach', () => {
  it('tells nobody anything who has not said who they are, on no route, and not what routes there are', async () => {
    await using app = await startFar();
    const routes = apiRoutes(app.deps).filter(({ auth }) => auth !== 'open');
    for (const { method, path } of routes) {
      const address = path.replace(/:\w+/g, 'x');
      const body = method === 'post' || method === 'put' ? {} : undefined;
      const response = await app.ask(method.toUpperCase(), address, body, own);
      expect.soft([address, response.status]).toEqual([address, 401]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
    for (const path of ['/api', '/api/nothing', '/api/graphs/a/b/c', '/api/auth/ok', '/api/openapi.json'])
      expect((await app.ask('GET', path, undefined, own)).status).toBe(401);
    expect((await app.ask('PATCH', '/api/graphs', undefined, own)).status).toBe(401);
    const signUp = { name: 'eve', email: 'eve@example.com', username: 'eve', password };
    expect((await app.ask('POST', '/api/auth/sign-up/email', signUp, own)).status).toBe(401);
    expect((await app.ask('GET', '/api/nothing', undefined, await as(app, 'viewer'))).status).toBe(404);
    expect((await app.ask('GET', '/api/health', undefined, { host })).status).toBe(200);
    expect(await read<Session>(app.ask('GET', '/api/session', undefined, own))).toEqual({ login: true });
  });

  it('lets a role do what it may on every route, and nothing that is more', async () => {
    await using app = await startFar();
    const rank = ['read', 'run', 'edit', 'admin'];
    const callers = await Promise.all(['viewer', 'runner', 'editor', 'admin'].map((name) => as(app, name)));
    for (const { method, path, scope, auth } of apiRoutes(app.deps)) {
      if (auth === 'open' || path === '/api/session') continue;
      for (const [index, headers] of callers.entries()) {
        const address = path.replace(/:\w+/g, 'x-1');
        const body = method === 'post' || method === 'put' ? { nothing: 1 } : undefined;
        const { status } = await app.ask(method.toUpperCase(), address, body, headers);
        const may = rank.indexOf(scope) <= index;
        expect.soft([method, path, index, status === 403]).toEqual([method, path, index, !may]);
      }
    }
  });

  it('remembers who logged in by a cookie that no script and no other site gets', async () => {
    await using app = await startFar();
    const response = await login(app, ' Editor ');
    expect(await read<Session>(response.clone())).toEqual({
      login: true,
      caller: { kind: 'user', name: 'editor', scope: 'edit' },
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-baton_session=\w{32}\.[\w%]{40,};/);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) expect(cookie).toContain(part);
    expect(response.headers.getSetCookie()).toHaveLength(1);

    const headers = { ...own, cookie: await cookieOf(response) };
    expect((await app.ask('POST', '/api/graphs', deskGraph, headers)).status).toBe(201);
    expect((await app.ask('DELETE', '/api/session', undefined, headers)).status).toBe(204);
    expect((await app.ask('GET', '/api/graphs', undefined, headers)).status).toBe(401);
  });

  it('lets a session go on while it is used, in the browser too', async () => {
    await using app = await startFar();
    const headers = await as(app, 'viewer');
    const ask = () => app.ask('GET', '/api/graphs', undefined, headers);
    expect((await ask()).headers.get('set-cookie')).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 24 * 60 * 60 * 1000 });
    const later = await ask();
    expect(later.status).toBe(200);
    expect(later.headers.get('set-cookie')).toContain(`${headers.cookie}; Max-Age=${14 * 24 * 60 * 60}; Path=/; `);
    expect((await ask()).headers.get('set-cookie')).toBeNull();
  });

  it('takes no cookie from a page of elsewhere, nor a change that does not say whence it comes', async () => {
    await using app = await startFar();
    const { cookie } = await as(app, 'admin');
    const write = (headers: Record<string, string>) =>
      app.ask('POST', '/api/graphs', deskGraph, { host, cookie, ...headers });
    expect((await write({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await write({ origin: 'null' })).status).toBe(403);
    expect((await write({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await write({})).status).toBe(403);
    const reading = { host, cookie, 'sec-fetch-site': 'cross-site' };
    expect((await app.ask('GET', '/api/graphs', undefined, reading)).status).toBe(403);
    expect((await app.ask('GET', '/api/graphs', undefined, { ...own, host: 'evil.example', cookie })).status).toBe(421);
    expect((await write(own)).status).toBe(201);
  });

  it('says the same of a wrong password and of an unknown user, and makes guessing slow', async () => {
    await using app = await startFar();
    const [wrong, unknown] = [await login(app, 'admin', 'wrong'), await login(app, 'nobody', 'wrong')];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
    for (let i = 0; i < 9; i++) expect((await login(app, 'admin', `wrong ${i}`)).status).toBe(401);
    const locked = await login(app, 'admin');
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(600);
    expect((await login(app, 'editor')).status).toBe(200);
    expect(app.logged.join()).toContain('a login was refused');
    expect(app.logged.join()).not.toContain('nobody');
  });

  it('ends the other sessions when a password is changed, for which the current one is needed', async () => {
    await using app = await startFar();
    const [here, there] = [await as(app, 'editor'), await as(app, 'editor')];
    const change = (current: string, next: string) =>
      app.ask('PUT', '/api/session/password', { current, password: next }, here);
    const wrong = await change('wrong', 'a new long password');
    expect(wrong.status).toBe(422);
    expect((await read<ProblemDetails>(wrong)).errors?.[0]?.path).toBe('/current');
    expect((await change(password, 'short')).status).toBe(400);
    const changed = await change(password, 'a new long password');
    expect(changed.status).toBe(204);
    expect((await app.ask('GET', '/api/graphs', undefined, there)).status).toBe(401);
    const anew = { ...own, cookie: await cookieOf(changed) };
    expect((await app.ask('GET', '/api/graphs', undefined, anew)).status).toBe(200);
    expect((await login(app, 'editor')).status).toBe(401);
    expect((await login(app, 'editor', 'a new long password')).status).toBe(200);
  });

  it('says who answered a question, whoever they say they are', async () => {
    await using app = await startFar();
    const headers = await as(app, 'runner');
    await app.ask('POST', '/api/graphs', deskGraph, await as(app, 'editor'));
    const { run } = await read<RunStarted>(
      app.ask('POST', '/api/runs', { graph: 'desk', input: 'a refund', wait: true }, headers),
    );
    const answer = { node: 'boss', answer: { approved: true }, by: 'the boss' };
    expect((await app.ask('POST', `/api/runs/${run}/answer`, answer, headers)).status).toBe(202);
    const events = await (await app.ask('GET', `/api/runs/${run}/events`, undefined, headers)).text();
    expect(events).toContain('"by":"runner"');
    expect(events).not.toContain('the boss');
  });
});

describe('users', () => {
  it('are let in, changed and let go by an admin', async () => {
    await using app = await startFar();
    const headers = await as(app, 'admin');
    const put = (name: string, body: object) => app.ask('PUT', `/api/settings/users/${name}`, body, headers);
    expect((await put('ann@example.com', { role: 'viewer' })).status).toBe(400);
    expect((await put('ann@example.com', { role: 'viewer', password })).status).toBe(201);
    const ann = { ...own, cookie: await cookieOf(login(app, 'ann@example.com')) };
    expect((await app.ask('POST', '/api/graphs', deskGraph, ann)).status).toBe(403);
    expect((await put('ann@example.com', { role: 'editor' })).status).toBe(200);
    expect((await app.ask('POST', '/api/graphs', deskGraph, ann)).status).toBe(201);
    expect((await put('ann@example.com', { password: 'another long one' })).status).toBe(200);
    expect((await app.ask('GET', '/api/graphs', undefined, ann)).status).toBe(401);
    const { users } = await read<UserList>(app.ask('GET', '/api/settings/users', undefined, headers));
    expect(users.map(({ name }) => name)).toEqual(['admin', 'ann@example.com', 'editor', 'runner', 'viewer']);
    expect(JSON.stringify(users)).not.toContain('scrypt');
    expect((await app.ask('DELETE', '/api/settings/users/ann@example.com', undefined, headers)).status).toBe(204);
    expect((await login(app, 'ann@example.com', 'another long one')).status).toBe(401);
  });

  it('always have an admin among them, who cannot lock themselves out', async () => {
    await using app = await startFar();
    const { users } = await app.deps.logins();
    await users.create({ name: 'other', role: 'admin', password: await hashed });
    const headers = await as(app, 'admin');
    const refused = async (method: string, name: string, body?: object) =>
      (await app.ask(method, `/api/settings/users/${name}`, body, headers)).status;
    expect(await refused('PUT', 'admin', { role: 'viewer' })).toBe(409);
    expect(await refused('PUT', 'admin', { password: 'another long one' })).toBe(409);
    expect(await refused('DELETE', 'admin')).toBe(409);
    expect(await refused('DELETE', 'nobody')).toBe(404);
  });

  it('keep one admin when two take the right from each other at the same moment', async () => {
    await using app = await startFar();
    const { users } = await app.deps.logins();
    await users.create({ name: 'other', role: 'admin', password: await hashed });
    const [admin, other] = [await as(app, 'admin'), await as(app, 'other')];
    const answers = await Promise.all([
      app.ask('PUT', '/api/settings/users/other', { role: 'viewer' }, admin),
      app.ask('PUT', '/api/settings/users/admin', { role: 'viewer' }, other),
    ]);
    // The slower one is no admin any more when it is let in, or when it is carried out.
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([403, 409]).toContain(Math.max(...answers.map(({ status }) => status)));
    for (const name of ['admin', 'other']) await users.change(name, { role: 'admin' });
    const viewer = { role: 'viewer' } as const;
    const changed = await Promise.all([users.change('admin', viewer), users.change('other', viewer)]);
    expect(changed).toEqual([expect.objectContaining(viewer), 'only admin']);
    for (const name of ['admin', 'other']) await users.change(name, { role: 'admin' });
    expect(await Promise.all([users.remove('admin'), users.remove('other')])).toEqual(['removed', 'only admin']);
    expect((await users.list()).filter(({ role }) => role === 'admin')).toHaveLength(1);
  });
});

describe('API keys', () => {
  it('let a program do what they are for and no more; they are shown once and stored as a hash', async () => {
    await using app = await startFar();
    const { key, ...shown } = await makeKey(app, 'run', { days: 1 });
    expect(key).toMatch(/^baton_[\w-]{43}$/);
    expect((await app.ask('GET', '/api/graphs', undefined, bearer(key))).status).toBe(200);
    const refused = await app.ask('POST', '/api/graphs', deskGraph, bearer(key));
    expect(refused.status).toBe(403);
    expect(await detailOf(refused)).toContain('right to edit');
    expect((await app.ask('PUT', '/api/session/password', {}, bearer(key))).status).toBe(403);
    const list = await read<KeyList>(app.ask('GET', '/api/settings/keys', undefined, await as(app, 'admin')));
    expect(list.keys).toEqual([{ ...shown, usedAt: expect.any(String) }]);
    expect(JSON.stringify(await app.deps.store.keys.list())).not.toContain(key);
    expect(shown.createdBy).toBe('admin');
  });

  it('are of no use after their end, after they were taken back, and when they are only nearly right', async () => {
    await using app = await startFar();
    const headers = await as(app, 'admin');
    const ask = async (key: string) => (await app.ask('GET', '/api/graphs', undefined, bearer(key))).status;
    const ended = { ...(await app.deps.store.keys.list())[0]!, id: 'k_0000000000000000', hash: hashOf('baton_old') };
    await app.deps.store.keys.create({
      ...ended,
      name: 'old',
      scope: 'admin',
      start: 'baton_o',
      createdBy: 'admin',
      createdAt: '2026-01-01T00:00:00Z',
      expiresAt: Date.now() - 1,
      usedAt: undefined,
    });
    expect(await ask('baton_old')).toBe(401);
    const { key, id } = await makeKey(app, 'admin');
    expect(await ask(key)).toBe(200);
    for (const wrong of [`${key}a`, key.slice(0, -1), key.toUpperCase(), hashOf(key), 'undefined'])
      expect(await ask(wrong)).toBe(401);
    expect((await app.ask('DELETE', `/api/settings/keys/${id}`, undefined, headers)).status).toBe(204);
    expect((await app.ask('DELETE', `/api/settings/keys/${id}`, undefined, headers)).status).toBe(404);
    expect(await ask(key)).toBe(401);
  });

  it('come in with no cookie beside them: a wrong key is wrong, whoever is logged in', async () => {
    await using app = await startFar();
    const headers = { ...(await as(app, 'admin')), authorization: 'Bearer baton_wrong' };
    expect((await app.ask('GET', '/api/graphs', undefined, headers)).status).toBe(401);
  });

  it('include the operator’s own token', async () => {
    const token = 'operator-token-0123456789abcdef0123456789';
    await using app = await startTestApp({ door: far, adminToken: hashOf(token) });
    expect((await app.ask('GET', '/api/settings/users', undefined, bearer(token))).status).toBe(200);
    expect((await app.ask('GET', '/api/settings/users', undefined, bearer(`${token}x`))).status).toBe(401);
  });

  it('count on this machine too, where other keys mean nothing', async () => {
    await using app = await startTestApp();
    const made = await app.ask('POST', '/api/settings/keys', { name: 'look', scope: 'read' });
    const { key } = await read<KeyCreated>(made);
    const write = (authorization: string) => app.ask('POST', '/api/graphs', deskGraph, { authorization });
    expect((await write(`Bearer ${key}`)).status).toBe(403);
    expect((await write('Bearer baton_none')).status).toBe(401);
    expect((await write('Bearer sk-whatever')).status).toBe(201);
  });
});

describe('a stream', () => {
  it('ends when the right to it does', async () => {
    await using app = await startFar();
    const { key, id } = await makeKey(app, 'run');
    const admin = await as(app, 'admin');
    await app.ask('POST', '/api/graphs', deskGraph, admin);
    const { run } = await read<RunStarted>(
      app.ask('POST', '/api/runs', { graph: 'desk', input: 'a refund' }, bearer(key)),
    );
    const stream = framesOf(await app.ask('GET', `/api/runs/${run}/events`, undefined, bearer(key)));
    const mine = framesOf(await app.ask('GET', `/api/runs/${run}/events`, undefined, admin));
    await stream.next();
    await mine.next();
    await app.ask('DELETE', `/api/settings/keys/${id}`, undefined, admin);
    let last;
    for await (const { event } of stream) last = event?.type;
    expect(last).not.toBe('run.finished');
    expect((await mine.next()).done).toBe(false);
    await mine.return();
  });
});

describe('a run', () => {
  it('of a graph that is not a stored one is an editor’s: it could send any secret and run code', async () => {
    await using app = await startFar();
    await app.ask('POST', '/api/graphs', deskGraph, await as(app, 'editor'));
    const start = async (name: string, graph: unknown) =>
      app.ask('POST', '/api/runs', { graph, input: 'hello' }, await as(app, name));
    expect((await start('runner', 'desk')).status).toBe(201);
    const refused = await start('runner', deskGraph);
    expect(refused.status).toBe(403);
    expect(await detailOf(refused)).toMatch(/runner has the right to run; a graph that .* needs the right to edit/);
    expect((await start('editor', deskGraph)).status).toBe(201);
  });

  it('that somebody waits for is not told to them when their right has ended', async () => {
    await using app = await startFar();
    const admin = await as(app, 'admin');
    const { key, id } = await makeKey(app, 'edit');
    const slow = {
      ...deskGraph,
      nodes: [{ id: 'triage', kind: 'agent', script: [{ delayMs: 600_000 }] }],
      handoffs: [],
    };
    const request = { graph: slow, input: 'hello', wait: true };
    const waits = app.ask('POST', '/api/runs', request, bearer(key));
    const begun = async () =>
      (await read<RunList>(app.ask('GET', '/api/runs', undefined, admin))).runs.some(
        ({ status }) => status === 'running',
      );
    await expect.poll(begun).toBe(true);
    await app.ask('DELETE', `/api/settings/keys/${id}`, undefined, admin);
    expect((await waits).status).toBe(403);
  });
});

describe('pages of elsewhere that the operator has named', () => {
  const origin = 'https://app.example.com';
  const cross = { host, origin, 'sec-fetch-site': 'cross-site' };
  it('may call with a key, never with a cookie; all others are told nothing', async () => {
    await using app = await startFar({ door: { ...far, origins: [origin] } });
    const { key } = await makeKey(app, 'read');
    const asked = await app.ask('GET', '/api/graphs', undefined, { ...cross, authorization: `Bearer ${key}` });
    expect(asked.status).toBe(200);
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const { cookie } = await as(app, 'admin');
    expect((await app.ask('GET', '/api/graphs', undefined, { ...cross, cookie })).status).toBe(401);
    const preflight = await app.ask('OPTIONS', '/api/graphs', undefined, cross);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const other = await app.ask('OPTIONS', '/api/graphs', undefined, { ...cross, origin: `${origin}.evil.example` });
    expect(other.status).toBe(403);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('need a key on this machine too, where nobody else does', async () => {
    await using app = await startTestApp({ door: { origins: [origin] } });
    expect((await app.ask('GET', '/api/graphs', undefined, { origin, 'sec-fetch-site': 'cross-site' })).status).toBe(
      401,
    );
  });
});

describe('on this machine', () => {
  it('nobody logs in, and what a proxy sends on is not taken for this machine’s own', async () => {
    await using app = await startTestApp();
    expect(await read<Session>(app.ask('GET', '/api/session'))).toEqual({
      login: false,
      caller: { kind: 'local', name: 'local', scope: 'admin' },
    });
    expect((await app.ask('POST', '/api/session', { name: 'a', password: 'b' })).status).toBe(409);
    for (const header of ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']) {
      const forwarded = await app.ask('GET', '/api/graphs', undefined, { [header]: '203.0.113.9' });
      expect([header, forwarded.status]).toEqual([header, 403]);
      expect(await detailOf(forwarded)).toContain('--public-url');
    }
  });
});
