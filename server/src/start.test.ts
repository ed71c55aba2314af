/** The server as a process: started, in the way of others, ended politely, and killed in the middle of a run. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startOpenAIServer } from '@baton/runtime/testing';
import type { RunStarted } from '@baton/shared/api';
import { reduceAll, type StoredEvent } from '@baton/shared/events';
import { describe, expect, it } from 'vitest';
import { framesOf, storedOf } from './app.fixture.ts';
import { Home, printed } from './process.fixture.ts';

const seconds = 1000;

const post = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const speaks = { kind: 'agent' as const, script: [{ say: 'One.' }] };
const asks = { kind: 'agent' as const, model: 'openai:m' };
const inTurn = (first: object, second: object) => ({
  format: 'baton/1',
  id: 'two-steps',
  entry: 'first',
  nodes: [
    { id: 'first', ...first },
    { id: 'second', ...second },
  ],
  handoffs: [{ id: 'on', from: 'first', to: 'second' }],
});

/** A provider that waits for the test before it answers the first request, and tells when it came. */
async function slowProvider() {
  const asked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const server = await startOpenAIServer({
    reply: async (_, nth) => {
      asked.resolve();
      if (nth === 0) await release.promise;
      return { text: 'Two.' };
    },
  });
  const { baseUrl: OPENAI_BASE_URL, apiKey: OPENAI_API_KEY } = server;
  return { server, asked: asked.promise, release: release.resolve, env: { OPENAI_BASE_URL, OPENAI_API_KEY } };
}

const startsOf = (events: StoredEvent[]) =>
  events.flatMap((event) => (event.type === 'node.started' ? [`${event.node} ${event.attempt}`] : []));

describe('a server', () => {
  it(
    'prints its address once the page answers, keeps its data to its owner, and ends at SIGTERM',
    { timeout: 90 * seconds },
    async () => {
      using home = new Home();
      const { server, url } = await home.serve();
      expect((await fetch(url)).headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok' });
      const data = join(home.folder, '.baton');
      for (const path of [data, join(data, 'baton.db'), join(data, 'secret.key')])
        expect(statSync(path).mode & 0o077).toBe(0);
      expect(readdirSync(data)).toEqual(expect.arrayContaining(['baton.db', 'secret.key']));
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      expect(server.stderr()).toBe('');
      expect(readdirSync(data).toSorted()).toEqual(['baton.db', 'secret.key']);
    },
  );

  it('says so plainly when its port is taken, by Baton or by something else', { timeout: 90 * seconds }, async () => {
    using home = new Home();
    const { url } = await home.serve();
    const second = home.start('main.ts', ['--port', new URL(url).port, '--data', join(home.folder, 'other')]);
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toContain(`Baton is running at ${url} already`);
    expect(second.stderr()).not.toMatch(/Error|at .*:\d+:\d+/);

    const other = createServer((_, response) => response.end('hello'));
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const third = home.start('main.ts', [], { PORT: String(port), BATON_DATA: join(home.folder, 'third') });
    expect(await third.ended).toBe(1);
    expect(third.stderr()).toContain(`Port ${port} of 127.0.0.1 is taken by another program`);
    other.close();
  });

  it('says what keeps it from starting, and how it wants to be started', { timeout: 90 * seconds }, async () => {
    using home = new Home();
    const cases: [string[], Record<string, string>, number, RegExp][] = [
      [['--help'], {}, 0, /^Starts Baton/],
      [['--host', '0.0.0.0'], {}, 2, /BATON_ADMIN_PASSWORD='a long password' npm start/],
      [['--public-url', 'https://baton.example.com'], {}, 2, /has no admin/],
      [['--host', '0.0.0.0'], { BATON_ADMIN_PASSWORD: 'short' }, 2, /at least 12 characters/],
      [['--data', '/dev/null/baton'], {}, 1, /could not start with its data in \/dev\/null/],
      [[], { BATON_SECRET_KEY: 'short' }, 1, /BATON_SECRET_KEY must hold 32 bytes/],
    ];
    const programs = cases.map(([args, env]) => home.start('main.ts', args, env));
    for (const [index, [, , code, words]] of cases.entries()) {
      const program = programs[index]!;
      expect(await program.ended).toBe(code);
      expect(program.stdout() + program.stderr()).toMatch(words);
      expect(program.stderr()).not.toMatch(/\n {4}at /);
    }
  });

  it(
    'asks who one is where others can reach it, also after a start without the password',
    { timeout: 120 * seconds },
    async () => {
      using home = new Home();
      const far = ['--host', '0.0.0.0'];
      const BATON_ADMIN_PASSWORD = 'correct horse battery';
      const first = await home.serve(far, { BATON_ADMIN_PASSWORD });
      expect(first.server.stdout()).toContain('without encryption');
      const login = (url: string, password: string) => post(`${url}/api/session`, { name: 'admin', password });
      expect((await fetch(`${first.url}/api/graphs`)).status).toBe(401);
      expect((await login(first.url, BATON_ADMIN_PASSWORD)).status).toBe(200);
      first.server.child.kill('SIGTERM');
      await first.server.ended;

      const second = await home.serve(far);
      const response = await login(second.url, BATON_ADMIN_PASSWORD);
      const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
      expect((await fetch(`${second.url}/api/graphs`, { headers: { cookie } })).status).toBe(200);
      expect((await login(second.url, 'wrong')).status).toBe(401);
      second.server.child.kill('SIGTERM');
      await second.server.ended;

      const third = await home.serve(far, { BATON_ADMIN_PASSWORD: 'another long password' });
      expect((await login(third.url, BATON_ADMIN_PASSWORD)).status).toBe(401);
      expect((await fetch(`${third.url}/api/graphs`, { headers: { cookie } })).status).toBe(401);
      expect(third.server.stderr()).not.toContain('password');
    },
  );

  it(
    'killed in the middle of a run, goes on with it after the next start and does nothing twice',
    { timeout: 60 * seconds },
    async () => {
      using home = new Home();
      const provider = await slowProvider();
      const first = await home.serve([], provider.env);
      const response = await post(`${first.url}/api/runs`, { graph: inTurn(speaks, asks), input: 'x' });
      expect(response.status).toBe(201);
      const { run } = (await response.json()) as RunStarted;
      await provider.asked;
      const seen = framesOf(await fetch(`${first.url}/api/runs/${run}/events`));
      let last = 0;
      for await (const { id, event } of seen) {
        last = id ?? last;
        if (event?.type === 'node.started' && event.node === 'second') break;
      }
      first.server.child.kill('SIGKILL');
      await first.server.ended;

      const second = await home.serve([], provider.env);
      const rest = await storedOf(
        await fetch(`${second.url}/api/runs/${run}/events`, { headers: { 'last-event-id': String(last) } }),
      );
      expect(rest[0]).toMatchObject({ seq: last + 1, type: 'run.resumed', why: 'crash' });
      const all = await storedOf(await fetch(`${second.url}/api/runs/${run}/events`));
      expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
      expect(startsOf(all)).toEqual(['first 1', 'second 1', 'second 2']);
      expect(all.at(-1)).toMatchObject({ type: 'run.finished', output: 'Two.', route: ['first', 'second'] });
      expect(reduceAll(all)).toEqual(await (await fetch(`${second.url}/api/runs/${run}`)).json());
      provider.release();
      await provider.server.close();
    },
  );

  it(
    'asked to end in the middle of a run, lets the step end, and goes on after the next start',
    { timeout: 60 * seconds },
    async () => {
      using home = new Home();
      const provider = await slowProvider();
      const first = await home.serve([], provider.env);
      const { run } = (await (
        await post(`${first.url}/api/runs`, { graph: inTurn(asks, speaks), input: 'x' })
      ).json()) as RunStarted;
      await provider.asked;
      const stream = storedOf(await fetch(`${first.url}/api/runs/${run}/events`));
      first.server.child.kill('SIGINT');
      await printed(first.server, /Stopping/);
      const health = await fetch(`${first.url}/api/health`);
      expect(health.status).toBe(503);
      provider.release();
      expect(await first.server.ended).toBe(0);
      expect((await stream).at(-1)).toMatchObject({ type: 'run.paused', why: 'shutdown' });

      const second = await home.serve([], provider.env);
      const all = await storedOf(await fetch(`${second.url}/api/runs/${run}/events`));
      expect(startsOf(all)).toEqual(['first 1', 'second 1']);
      expect(all.at(-1)).toMatchObject({ type: 'run.finished', output: 'One.' });
      expect(provider.server.requests).toHaveLength(1);
      await provider.server.close();
    },
  );

  it('works on when the client that started a run goes away', { timeout: 90 * seconds }, async () => {
    using home = new Home();
    const provider = await slowProvider();
    const { url } = await home.serve([], provider.env);
    const left = new AbortController();
    const init = {
      method: 'POST',
      signal: left.signal,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    };
    const response = await fetch(`${url}/api/runs`, {
      ...init,
      body: JSON.stringify({ graph: inTurn(speaks, asks), input: 'x' }),
    });
    const address = `${url}${response.headers.get('location')}`;
    await provider.asked;
    left.abort();
    provider.release();
    const events = await storedOf(await fetch(`${address}/events`));
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', output: 'Two.' });
    await provider.server.close();
  });
});
