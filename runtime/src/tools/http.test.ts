import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Graph, JsonObject, Tool } from '@baton/shared/graph';
import { of, play } from '../testing/play.ts';
import { callTool } from './index.ts';
import type { ToolServices } from './services.ts';
import { ToolError } from './tool.ts';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(answer: (seen: Seen, response: ServerResponse) => void): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += String(piece)));
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      seen.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

type HttpTool = Extract<Tool, { type: 'http' }>;
const args = { type: 'object', properties: { order: { type: 'string' } } };
const secret = 'canary-secret-0123';
const services: ToolServices = {
  fetch,
  secretOf: async (name) => (name === 'TOKEN' ? { value: secret } : undefined),
};

const call = (tool: Partial<HttpTool> & { url: string }, given?: JsonObject, signal?: AbortSignal) =>
  callWith(services, tool, given, signal);

function callWith(
  services: ToolServices,
  tool: Partial<HttpTool> & { url: string },
  given: JsonObject = { order: '1001' },
  signal?: AbortSignal,
) {
  const graph: Graph = {
    format: 'baton/1',
    id: 'g',
    entry: 'a',
    tools: [{ id: 'orders', type: 'http', args, ...tool }],
  };
  return callTool('orders', given, {
    graph,
    services,
    state: {},
    idempotencyKey: 'run:node:1:call',
    signal: signal ?? new AbortController().signal,
  });
}

describe('an http tool', () => {
  it('sends a secret to its hosts only, wherever in the request it stands, and reads no answer of another', async () => {
    const { url, seen } = await serve((_, response) => json(response, {}));
    const bound = (host: string): ToolServices => ({
      fetch,
      secretOf: async () => ({ value: secret, mayGoTo: (to) => to.hostname === host }),
    });
    const request = { url: `${url}/x`, headers: { Authorization: '{{ secrets.TOKEN }}' } };
    await expect(callWith(bound('api.example'), request)).rejects.toThrow(
      `the secret "TOKEN" may not be sent to ${new URL(url).host}`,
    );
    await expect(callWith(bound('api.example'), { url: `${url}/{{ secrets.TOKEN }}` })).rejects.toThrow(/may not/);
    expect(seen).toEqual([]);
    await callWith(bound('127.0.0.1'), request);
    expect(seen).toMatchObject([{ headers: { authorization: secret } }]);
  });

  it.each([
    ['https://{{ secrets.TOKEN }}/', {}],
    ['https://{{ secrets.TOKEN }}.test/', {}],
    ['https://{{ secrets.TOKEN.split("").join("-") }}.test/', {}],
    ['{{ secrets.TOKEN }}', {}],
    ['http://127.0.0.1:9/{{ int(secrets.TOKEN.substring(0, 6)) }}', {}],
    ['http://127.0.0.1:9/', { a: '{{ int(secrets.TOKEN.substring(0, 6)) }}' }],
  ])('tells nothing of a secret in why it cannot be called: %s %j', async (url, headers) => {
    const failed: unknown = await call({ url, headers }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ToolError);
    expect(String(failed)).toMatch(/must be written out|Name each secret as it stands/);
    expect(String(failed)).not.toContain(secret.slice(0, 6));
  });

  it('takes of an answer, and tells of one that is an error, only what is left without its secrets', async () => {
    const filled = 'x'.repeat(995);
    const { url } = await serve(({ url: path, headers }, response) =>
      path === '/long' ? json(response, filled + secret, 400) : json(response, { headers, number: 7 }),
    );
    const redact = <Value>(value: Value): Value =>
      JSON.parse(JSON.stringify(value).replaceAll(secret, '[secret]')) as Value;
    const echo = (path: string, take: string) =>
      callWith({ ...services, redact }, { url: url + path, headers: { 'x-a': '{{ secrets.TOKEN }}' }, take });
    expect(await echo('/', 'body.headers["x-a"].substring(0, 6)')).toBe('[secre');
    expect(await echo('/', 'body.number + 1')).toBe(8);
    await expect(echo('/', 'int(body.headers["x-a"])')).rejects.toThrow(/"\[secret\]" is not a whole number/);
    await expect(echo('/long', 'body')).rejects.toThrow(/x\[sec/);
  });

  it('does not name the host that it is sent on to, where that may be made of a secret', async () => {
    const away = Object.assign(new Error('canary has no address'), { passing: false, sent: false, elsewhere: true });
    const request = { url: 'https://a.example/', headers: { a: '{{ secrets.TOKEN }}' } };
    const sentOn: ToolServices = { ...services, fetch: () => Promise.reject(away) };
    await expect(callWith(sentOn, request)).rejects.toThrow(/^a\.example sends on to an address/);
    await expect(callWith(sentOn, { url: request.url })).rejects.toThrow('canary has no address');
  });

  it('sends what its templates say, with secrets, and answers with data', async () => {
    const { url, seen } = await serve((_, response) => json(response, { items: [{ sku: 'a' }], total: 2 }));
    const result = await call({
      url: `${url}/orders/{{ args.order }}?full=1`,
      method: 'POST',
      headers: { Authorization: 'Bearer {{ secrets.TOKEN }}' },
      body: '{"order": "{{ args.order }}"}',
      take: 'body.items.map(i, i.sku)',
    });
    expect(result).toEqual(['a']);
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/orders/1001?full=1',
        body: '{"order": "1001"}',
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          'idempotency-key': 'run:node:1:call',
        },
      },
    ]);
  });

  it('sends no idempotency key where nothing is done, and leaves the author’s alone', async () => {
    const { url, seen } = await serve((_, response) => response.end());
    expect(await call({ url })).toBeNull();
    await call({ url, method: 'POST', headers: { 'Idempotency-Key': 'mine' } });
    expect(seen.map(({ headers }) => headers['idempotency-key'])).toEqual([undefined, 'mine']);
  });

  it('reads JSON, text, what only calls itself JSON, and says what is neither', async () => {
    const { url } = await serve(({ url: path }, response) => {
      if (path === '/text') response.setHeader('content-type', 'text/plain').end('7');
      if (path === '/json')
        response.setHeader('content-type', 'application/problem+json').end('{"a":{"__proto__":{"b":1}}}');
      if (path === '/broken') response.setHeader('content-type', 'application/json').end('{');
      if (path === '/image') response.setHeader('content-type', 'image/png').end(Buffer.alloc(12));
      if (path === '/none') response.end('{"a":1}');
    });
    expect(await call({ url: `${url}/text` })).toBe('7');
    expect(await call({ url: `${url}/json` })).toEqual({ a: {} });
    expect(await call({ url: `${url}/broken` })).toBe('{');
    expect(await call({ url: `${url}/image` })).toBe('(12 bytes of image/png, which is not text)');
    expect(await call({ url: `${url}/none` })).toEqual({ a: 1 });
    expect(await call({ url: `${url}/none`, take: 'string(status) + headers["content-length"]' })).toBe('2007');
  });

  it.each([
    ['GET', 404, false],
    ['GET', 500, true],
    ['GET', 429, true],
    ['POST', 500, false],
    ['POST', 503, true],
    ['POST', 429, true],
    ['PUT', 502, true],
    ['DELETE', 502, true],
    ['PATCH', 502, false],
  ] as const)('%s answered with %d is an error in words; worth another try: %s', async (method, status, passing) => {
    const { url } = await serve((_, response) => {
      response.setHeader('retry-after', '2');
      json(response, { error: 'no such order' }, status);
    });
    await expect(call({ url, method })).rejects.toMatchObject({
      message: `${new URL(url).host} answered ${status}: {"error":"no such order"}`,
      passing,
      retryAfterMs: passing ? 2000 : undefined,
    });
  });

  it('is to be called again at the time that Retry-After names, where that is a date', async () => {
    const { url } = await serve((_, response) => {
      response.setHeader('retry-after', new Date(Date.now() + 60_000).toUTCString());
      json(response, null, 503);
    });
    const refused: unknown = await call({ url }).catch((error: unknown) => error);
    const inMs = refused instanceof ToolError ? refused.retryAfterMs : undefined;
    expect(inMs).toBeGreaterThan(50_000);
    expect(inMs).toBeLessThanOrEqual(60_000);
  });

  it('says what keeps it from being called', async () => {
    const { url } = await serve((_, response) => json(response, { a: 1 }));
    await expect(call({ url: 'https://{{ args.order }}/' })).rejects.toThrow(/host of the address must be written out/);
    await expect(call({ url: `${url}/{{ args.order }}` }, { order: '..' })).rejects.toThrow(
      /may not be "\." or "\.\."/,
    );
    await expect(call({ url, headers: { a: '{{ secrets.OTHER }}' } })).rejects.toThrow(
      'there is no secret "OTHER"; a person has to set it in the settings',
    );
    await expect(call({ url, take: 'body.b' })).rejects.toThrow(/"body\.b" could not be taken of the answer/);
    await expect(call({ url: 'http://127.0.0.1:9/' })).rejects.toThrow(/127\.0\.0\.1:9 could not be asked/);
  });

  it('ends at its own time limit, and at once when the run is stopped', async () => {
    const asked = Promise.withResolvers<void>();
    const { url } = await serve((seen) => {
      if (seen.url === '/stopped') asked.resolve();
    });
    // Its server may not even have heard of it by then.
    await expect(call({ url, timeoutSeconds: 0.05 })).rejects.toMatchObject({
      message: /did not answer within 0\.05 s/,
      passing: true,
    });
    const stop = new AbortController();
    const stopped = call({ url: `${url}/stopped` }, {}, stop.signal);
    await asked.promise;
    stop.abort(new Error('cancelled'));
    await expect(stopped).rejects.toThrow('cancelled');
  });
});

describe('in a run', () => {
  const graphOf = (url: string): Graph => ({
    format: 'baton/1',
    id: 'shop',
    entry: 'look',
    state: { order: { type: 'string', default: '1001' } },
    tools: [
      {
        id: 'orders',
        type: 'http',
        url: `${url}/{{ state.order }}?key={{ secrets.TOKEN }}`,
        headers: { a: 'Basic {{ secrets.TOKEN }}' },
      },
    ],
    nodes: [
      { id: 'look', kind: 'tool', tool: 'orders', into: 'order' },
      {
        id: 'say',
        kind: 'agent',
        tools: ['orders'],
        script: [{ once: true, calls: [{ tool: 'orders' }] }, { say: '{{ message }}' }],
      },
    ],
    handoffs: [{ id: 'look-say', from: 'look', to: 'say', trigger: { on: 'always' } }],
  });

  it.each([
    [200, 'finished', 2],
    [418, 'failed', 1],
  ] as const)('a secret that comes back with %d is nowhere to be seen', async (status, ends, calls) => {
    const { url } = await serve((seen, response) => json(response, { at: seen.url, seen }, status));
    const redact = <Value>(value: Value): Value =>
      JSON.parse(JSON.stringify(value).replaceAll(secret, '[secret]')) as Value;
    const { view, events, store, run } = await play({
      graph: graphOf(url),
      input: 'hello',
      tools: { ...services, redact },
    });
    expect(view.status).toBe(ends);
    expect(of(events, 'tool.finished')).toHaveLength(calls);
    const all = JSON.stringify([events, await store.messages(run)]);
    expect(all).toContain('key=[secret]');
    expect(all).not.toContain(secret);
  });

  it('a failing call is told to an agent, and is an error of a tool node', async () => {
    const { url } = await serve((seen, response) =>
      json(response, { why: 'closed' }, seen.url.startsWith('/1001') ? 200 : 418),
    );
    const { view, events } = await play({ graph: graphOf(url), input: 'hello', tools: services });
    expect(view.output).toMatch(/Error: 127\.0\.0\.1:\d+ answered 418: \{"why":"closed"\}/);
    expect(of(events, 'tool.finished').map(({ error }) => error !== undefined)).toEqual([false, true]);
  });
});
