import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ProblemDetails, RunList, RunStarted, WebhookAnswer, WebhookCreated } from '@baton/shared/api';
import { describe, expect, it } from 'vitest';
import { deskGraph, read, startTestApp, storedOf, type TestApp } from '../app.fixture.ts';
import { Egress } from '../security/egress/egress.ts';
import { newSecret, sign, verify } from './signature.ts';

const put = (app: TestApp, body: object = {}) => app.ask('PUT', '/api/graphs/desk/webhook', body);

async function withWebhook(body: object = {}, options = {}): Promise<{ app: TestApp } & WebhookCreated> {
  const app = await startTestApp(options);
  await app.ask('POST', '/api/graphs', deskGraph);
  await app.ask('POST', '/api/graphs/desk/publish', {});
  return { app, ...(await read<WebhookCreated>(put(app, body))) };
}

interface Sent {
  id?: string;
  at?: number;
  body?: string;
  /** What is signed, where that is another. */
  signed?: string;
  secret: string;
}

function deliver(app: TestApp, path: string, { id = 'd-1', at = Date.now(), body, signed, secret }: Sent) {
  const text = body ?? JSON.stringify({ input: 'hello' });
  const timestamp = String(Math.floor(at / 1000));
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign(secret, id, timestamp, Buffer.from(signed ?? text)),
  };
  return app.ask('POST', path, text, headers);
}

const runsOf = async (app: TestApp) => (await read<RunList>(app.ask('GET', '/api/runs'))).runs;

describe('a signature', () => {
  const secret = newSecret();
  const body = Buffer.from('{"input":"hello"}');
  const now = 1_800_000_000_000;
  const headers = (id: string, seconds: number) => {
    const timestamp = String(now / 1000 + seconds);
    return { id, timestamp, signature: sign(secret, id, timestamp, body) };
  };

  it('is as Standard Webhooks says', () => {
    // The example of https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}' };
    expect(
      sign('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', example.id, example.timestamp, Buffer.from(example.body)),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('holds for five minutes, and not a second longer, either way', () => {
    for (const seconds of [-300, 0, 300]) expect(verify(secret, headers('a', seconds), body, now).ok).toBe(true);
    for (const seconds of [-301, 301]) expect(verify(secret, headers('a', seconds), body, now).ok).toBe(false);
  });

  it('holds for this id, this body and this secret only, and beside others', () => {
    const right = headers('a', 0);
    expect(verify(secret, { ...right, signature: `v1,AAAA v2,x ${right.signature}` }, body, now).ok).toBe(true);
    expect(verify(secret, { ...right, id: 'b' }, body, now).ok).toBe(false);
    expect(verify(secret, right, Buffer.from('{"input":"other"}'), now).ok).toBe(false);
    expect(verify(newSecret(), right, body, now).ok).toBe(false);
    expect(verify(secret, { ...right, signature: undefined }, body, now).ok).toBe(false);
    expect(verify(secret, { ...right, signature: 'v1,' }, body, now).ok).toBe(false);
  });
});

describe('a webhook', () => {
  it('has an address that nobody guesses, and a secret that is told once', async () => {
    const { app, path, secret } = await withWebhook();
    await using _ = app;
    expect(path).toMatch(/^\/hooks\/[a-f0-9]{32}$/);
    expect(secret).toMatch(/^whsec_/);
    expect(await read<WebhookAnswer>(app.ask('GET', '/api/graphs/desk/webhook'))).not.toHaveProperty('secret');
    const again = await put(app, { callback: 'https://example.com/told' });
    expect(again.status).toBe(200);
    expect(await read(again)).toEqual({ path, callback: 'https://example.com/told', createdAt: expect.any(String) });
  });

  it('starts a run of the newest published version, whatever the draft is', async () => {
    const { app, path, secret } = await withWebhook();
    await using _ = app;
    await app.ask('PUT', '/api/graphs/desk', { ...deskGraph, entry: 'done' }, { 'if-match': '*' });
    const response = await deliver(app, path, { secret });
    expect(response.status).toBe(202);
    const { run } = await read<{ run: string }>(response);
    const events = await storedOf(await app.ask('GET', `/api/runs/${run}/events`));
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', route: ['triage'] });
    expect(events[0]).toMatchObject({ version: 1, input: 'hello' });
  });

  it('answers a delivery that comes again as the first time, and starts nothing', async () => {
    const { app, path, secret } = await withWebhook();
    await using _ = app;
    const answers = await Promise.all([1, 2, 3].map(() => deliver(app, path, { secret }).then((one) => read(one))));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await read(deliver(app, path, { secret }))).toEqual(answers[0]);
    expect(await runsOf(app)).toHaveLength(1);
    await deliver(app, path, { secret, id: 'd-2' });
    expect(await runsOf(app)).toHaveLength(2);
  });

  it('takes nothing that is not genuine, before it reads it', async () => {
    const { app, path, secret } = await withWebhook();
    await using _ = app;
    const wrong: Sent[] = [
      { secret: newSecret() },
      { secret, at: Date.now() - 301_000 },
      { secret, signed: '{"input":"other"}' },
      { secret, body: 'not JSON', signed: '{"input":"hello"}' },
    ];
    for (const one of wrong) {
      const response = await deliver(app, path, one);
      expect(response.status).toBe(401);
      expect((await read<ProblemDetails>(response)).detail).toMatch(/^webhook-/);
    }
    expect((await app.ask('POST', path, '{"input":"hello"}')).status).toBe(401);
    expect((await deliver(app, `/hooks/${'0'.repeat(32)}`, { secret })).status).toBe(404);
    expect((await deliver(app, '/hooks/desk', { secret })).status).toBe(404);
    expect(await runsOf(app)).toEqual([]);
  });

  it('says what is wrong with a genuine one', async () => {
    const { app, path, secret } = await withWebhook();
    await using _ = app;
    const status = async (body: string) => (await deliver(app, path, { secret, body })).status;
    expect(await status('not JSON')).toBe(400);
    expect(await status('{"input":"x","graph":"other"}')).toBe(400);
    expect(await status('{"input":"x","thread":"t_00000000000000000000"}')).toBe(404);
    expect(await status('{"input":"x"}')).toBe(202);
  });

  it('goes on with threads of its own graph, and knows of no other', async () => {
    const { app, path, secret } = await withWebhook();
    await using _ = app;
    let count = 0;
    const goOn = (thread: string) =>
      deliver(app, path, { secret, id: `n-${count++}`, body: JSON.stringify({ input: 'x', thread }) });
    const own = await read<RunStarted>(deliver(app, path, { secret }));
    expect((await goOn(own.thread)).status).toBe(202);

    const graph = { ...deskGraph, id: 'other' };
    const other = await read<RunStarted>(app.ask('POST', '/api/runs', { graph, input: 'hello', wait: true }));
    const refused = await goOn(other.thread);
    const unknown = await goOn(other.thread.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')));
    expect([refused.status, unknown.status]).toEqual([404, 404]);
    expect((await read<ProblemDetails>(refused)).detail.replace(other.thread, '')).toBe(
      (await read<ProblemDetails>(unknown)).detail.replace(/t_\w+/, ''),
    );

    // Another graph has gone on with it: what was said to that is not told either.
    await app.ask('POST', '/api/runs', { graph, input: 'hello', thread: own.thread, queue: true, wait: true });
    expect((await goOn(own.thread)).status).toBe(404);
  });

  it('is closed with its graph, or alone; nothing is published, nothing runs', async () => {
    const { app, path, secret } = await withWebhook();
    await using _ = app;
    await app.ask('DELETE', '/api/graphs/desk/webhook');
    expect((await deliver(app, path, { secret })).status).toBe(404);
    const second = await read<WebhookCreated>(put(app));
    expect(second.path).not.toBe(path);
    await app.ask('DELETE', '/api/graphs/desk');
    expect((await deliver(app, second.path, second)).status).toBe(404);
    await app.ask('POST', '/api/graphs', deskGraph);
    const third = await read<WebhookCreated>(put(app));
    const response = await deliver(app, third.path, third);
    expect(response.status).toBe(404);
    expect((await read<ProblemDetails>(response)).detail).toContain('does not have a published version');
  });
});

describe('a callback', () => {
  /** A receiver that answers as it is told to. */
  async function receiver(status: () => number) {
    const got: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
    const waiting: (() => void)[] = [];
    const server = createServer((request, response) => {
      void buffer(request).then((body) => {
        got.push({ headers: request.headers, body });
        response.writeHead(status()).end();
        for (const wake of waiting.splice(0)) wake();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const count = async (wanted: number) => {
      while (got.length < wanted) await new Promise<void>((resolve) => waiting.push(resolve));
    };
    return { got, count, url: `http://127.0.0.1:${port}/told`, close: () => server.close() };
  }

  const types = (got: { body: Buffer }[]) =>
    got.map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type);

  it('tells when a run waits for a person and when it has ended, signed', async () => {
    const there = await receiver(() => 204);
    const egress = new Egress({ allow: ['127.0.0.1'] });
    const { app, path, secret } = await withWebhook({ callback: there.url }, { egress });
    await using _ = app;
    const body = '{"input":"a refund"}';
    const { run } = await read<{ run: string }>(deliver(app, path, { secret, body }));
    await there.count(1);
    await app.ask('POST', `/api/runs/${run}/answer`, { node: 'boss', answer: { approved: true } });
    await there.count(2);
    expect(types(there.got)).toEqual(['run.paused', 'run.finished']);
    expect(JSON.parse(there.got[0]!.body.toString())).toMatchObject({
      run,
      asks: [{ node: 'boss', question: 'Allow it?' }],
    });
    expect(JSON.parse(there.got[1]!.body.toString())).toMatchObject({
      status: 'finished',
      output: 'It is done.',
      asks: [],
    });
    for (const { headers, body: told } of there.got) {
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
      const signed = { id: String(id), timestamp: String(timestamp), signature: String(signature) };
      expect(verify(secret, signed, told, Date.now()).ok).toBe(true);
    }
    there.close();
  });

  it('is tried again when it was not taken, with the same id', async () => {
    let status = 500;
    const there = await receiver(() => status);
    const egress = new Egress({ allow: ['127.0.0.1'] });
    const { app, path, secret } = await withWebhook({ callback: there.url }, { egress });
    await using _ = app;
    await deliver(app, path, { secret });
    await there.count(1);
    const { webhooks } = app.deps.store;
    // The next try is ten seconds away; the test does not wait for it, but puts it forward.
    while (
      (await webhooks.nextCallback())! < Date.now() + 5000 ||
      !app.logged.some((line) => line.includes('a callback failed'))
    )
      await new Promise((resolve) => setImmediate(resolve));
    status = 200;
    const [run] = await runsOf(app);
    await webhooks.callAgain(
      {
        run: run!.run,
        seq: Number(/-(\d+)$/.exec(String(there.got[0]!.headers['webhook-id']))![1]),
        webhook: '',
        tries: 0,
      },
      0,
    );
    const other = await deliver(app, path, { secret, id: 'd-2' });
    expect(other.status).toBe(202);
    await there.count(3);
    const ids = there.got.map(({ headers }) => headers['webhook-id']);
    expect(ids.filter((id) => id === ids[0])).toHaveLength(2);
    there.close();
  });

  it('goes through the door: an address of this machine is refused unless the operator allows it', async () => {
    const there = await receiver(() => 200);
    const { app, path, secret } = await withWebhook({ callback: there.url });
    await using _ = app;
    await deliver(app, path, { secret });
    while (!app.logged.some((line) => line.includes('a callback failed')))
      await new Promise((resolve) => setImmediate(resolve));
    expect(there.got).toEqual([]);
    there.close();
  });
});
