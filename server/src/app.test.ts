import type { ProblemDetails, RunStarted } from '@baton/shared/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from './app.ts';
import { deskGraph, read, startTestApp, type TestApp } from './app.fixture.ts';

let app: TestApp;
let run: string;
beforeAll(async () => {
  app = await startTestApp();
  await app.ask('POST', '/api/graphs', deskGraph);
  run = (await read<RunStarted>(app.ask('POST', '/api/runs', { graph: 'desk', input: 'a refund', wait: true }))).run;
});
afterAll(() => app[Symbol.asyncDispose]());

async function refusal(response: Response): Promise<ProblemDetails> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = await read<ProblemDetails>(response);
  expect(problem).toMatchObject({ type: 'about:blank', status: response.status });
  expect(problem.title).not.toBe('');
  expect(problem.detail).not.toMatch(/undefined|\[object|Error:|\bat .*:\d+:\d+/);
  return problem;
}

describe('every route', () => {
  it('says who may use it, what it takes and how large that may be', () => {
    const routes = apiRoutes(app.deps);
    expect(routes.length).toBeGreaterThan(15);
    const careless = routes.filter(({ method, path, auth, scope, rate, summary, params, query, body }) => {
      const inputs = [params, query, body].every(({ parse }) => typeof parse === 'function');
      const named = !path.includes(':') || params.schema !== undefined;
      const bounded =
        'limit' in body ? body.limit > 0 && method !== 'get' && method !== 'delete' : body.schema === undefined;
      return !(
        ['open', 'caller', 'person'].includes(auth) &&
        ['read', 'run', 'edit', 'admin'].includes(scope) &&
        ['read', 'write', 'run', 'outgoing', 'login'].includes(rate) &&
        summary !== '' &&
        inputs &&
        named &&
        bounded
      );
    });
    expect(careless.map(({ path }) => path)).toEqual([]);
    const open = routes.filter(({ auth }) => auth === 'open').map(({ method, path }) => `${method} ${path}`);
    expect(open).toEqual(['get /api/health', 'post /hooks/:webhook', 'get /api/session', 'post /api/session']);
  });

  it('is made by the one helper: nothing else answers under /api', () => {
    const made = new Set(apiRoutes(app.deps).map(({ method, path }) => `${method.toUpperCase()} ${path}`));
    const others = app.routes.filter(({ method, path }) => method !== 'ALL' && !made.has(`${method} ${path}`));
    expect(others).toEqual([]);
    expect(app.routes.filter(({ method }) => method !== 'ALL')).toHaveLength(made.size);
  });
});

describe('what does not exist', () => {
  it.each([
    ['GET', '/api', 404],
    ['GET', '/api/nothing', 404],
    ['POST', '/api/nothing', 404],
    ['GET', '/api/graphs/', 404],
    ['GET', '/api/graphs/Not_An_Id', 404],
    ['GET', '/api/graphs/..%2f..%2fetc', 404],
    ['GET', '/api/graphs/unknown', 404],
    ['GET', '/api/graphs/__proto__', 404],
    ['GET', '/api/runs/1', 404],
    ['GET', '/api/runs/r_00000000000000000000', 404],
    ['GET', '/api/runs/r_00000000000000000000/events', 404],
    ['GET', "/api/runs/r_0000000000';drop", 404],
    ['POST', '/api/runs/r_00000000000000000000/cancel', 404],
    ['DELETE', '/api/settings/providers/unknown', 404],
    ['POST', '/api/settings/providers/unknown/test', 404],
    ['PATCH', '/api/graphs', 405],
    ['DELETE', '/api/runs', 405],
    ['PUT', '/api/health', 405],
  ])('%s %s is refused with %i', async (method, path, status) => {
    const response = await app.ask(method, path);
    expect(response.status).toBe(status);
    await refusal(response);
    if (status === 405) expect(response.headers.get('allow')).toMatch(/GET/);
  });
});

const takesBody = [
  ['POST', '/api/graphs'],
  ['PUT', '/api/graphs/desk'],
  ['POST', '/api/runs'],
  ['POST', () => `/api/runs/${run}/answer`],
  ['PUT', '/api/settings/providers/local'],
] as const;
const at = (path: string | (() => string)): string => (typeof path === 'string' ? path : path());

describe.each(takesBody)('%s %s takes JSON and nothing else', (method, path) => {
  const json = { 'content-type': 'application/json' };
  it.each([
    ['no type', 'x', { 'content-type': '' }, 415],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['text', '{}', { 'content-type': 'text/plain' }, 415],
    ['nothing', '', json, 400],
    ['half of it', '{"a":', json, 400],
    ['two of it', '{} {}', json, 400],
    ['a list', '[]', json, 400],
    ['a text', '"hello"', json, 400],
    ['null', 'null', json, 400],
    ['an empty object', '{}', json, 400],
    ['an unknown key', '{"nobody-knows-this": 1}', json, 400],
    ['a prototype', '{"__proto__": {"admin": true}}', json, 400],
    ['too deep a nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`, json, 400],
  ])('%s is refused', async (_, body, headers, status) => {
    const response = await app.ask(method, at(path), body, headers);
    expect(response.status).toBe(status);
    await refusal(response);
  });

  it('what is not UTF-8 is refused', async () => {
    const body = new Blob([new Uint8Array([0x22, 0xff, 0xfe, 0x22])]);
    const response = await app.fetch(new Request(`http://localhost${at(path)}`, { method, headers: json, body }));
    expect(response.status).toBe(400);
  });
});

describe('sizes', () => {
  const limits: [string, string, number][] = [
    ['POST', '/api/graphs/check', 4 * 1024 * 1024],
    ['POST', '/api/runs', 4 * 1024 * 1024],
    ['PUT', '/api/settings/providers/local', 64 * 1024],
  ];
  const sized = (size: number) => `"${'x'.repeat(size - 2)}"`;

  it.each(limits)('%s %s takes %i bytes and not one more', async (method, path, limit) => {
    expect((await app.ask(method, path, sized(limit))).status).not.toBe(413);
    const response = await app.ask(method, path, sized(limit + 1));
    expect(response.status).toBe(413);
    expect((await refusal(response)).detail).toContain(String(limit));
  });

  it('are counted as they come when nobody says how much comes', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20)),
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    const response = await app.fetch(new Request('http://localhost/api/graphs', init));
    expect(response.status).toBe(413);
  });
});

describe('fields', () => {
  it.each([
    [{ input: 'x' }, '/graph'],
    [{ graph: 'Not An Id', input: 'x' }, '/graph'],
    [{ graph: 7, input: 'x' }, '/graph'],
    [{ graph: 'desk' }, '/input'],
    [{ graph: 'desk', input: 7 }, '/input'],
    [{ graph: 'desk', input: 'x'.repeat(100_001) }, '/input'],
    [{ graph: 'desk', input: 'x', version: 0 }, '/version'],
    [{ graph: 'desk', input: 'x', version: 'newest' }, '/version'],
    [{ graph: 'desk', input: 'x', thread: 'mine' }, '/thread'],
    [{ graph: 'desk', input: 'x', wait: 'yes' }, '/wait'],
    [{ graph: 'desk', input: 'x', breakpoints: 'triage' }, '/breakpoints'],
    [{ graph: 'desk', input: 'x', model: 7 }, '/model'],
    [{ graph: 'desk', input: 'x', status: 'finished' }, ''],
    [{ graph: { format: 'baton/2' }, input: 'x' }, '/graph/format'],
    [{ graph: JSON.parse('{"__proto__": {}, "format": "baton/1"}') as object, input: 'x' }, '/graph/__proto__'],
  ])('of a run: %j is refused at %s', async (body, path) => {
    const response = await app.ask('POST', '/api/runs', body);
    expect(response.status).toBe(400);
    expect((await refusal(response)).errors?.map((error) => error.path)).toContain(path);
  });

  it.each([
    ['/api/graphs?limit=0', '/limit'],
    ['/api/graphs?limit=201', '/limit'],
    ['/api/graphs?limit=many', '/limit'],
    ['/api/graphs?cursor=nonsense', '/cursor'],
    ['/api/runs?status=done', '/status'],
    ['/api/runs?cursor=WyJhIl0x', '/cursor'],
  ])('of a list: %s is refused at %s', async (path, where) => {
    const response = await app.ask('GET', path);
    expect(response.status).toBe(400);
    expect((await refusal(response)).errors?.map((error) => error.path)).toContain(where);
  });
});

describe('a web page of elsewhere', () => {
  const create = (headers: Record<string, string>) =>
    app.ask('POST', '/api/graphs', { ...deskGraph, id: 'foreign' }, headers);

  it.each([
    'evil.example',
    'evil.example:4680',
    '127.0.0.1.evil.example',
    'localhost.evil.example:80',
    '169.254.169.254',
    '',
    'a b',
  ])('does not get here by the name "%s"', async (host) => {
    for (const path of ['/api/graphs', '/api/health', '/', '/assets/x.js']) {
      const response = await app.ask('GET', path, undefined, { host });
      expect(response.status).toBe(421);
      await refusal(response);
    }
  });

  it.each(['localhost', 'localhost:5173', '127.0.0.1:4680', '[::1]:4680', 'LOCALHOST:80'])(
    '"%s" is this machine',
    async (host) => {
      expect((await app.ask('GET', '/api/health', undefined, { host })).status).toBe(200);
    },
  );

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:9999' },
    { origin: 'null' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:4680', 'sec-fetch-site': 'cross-site' },
  ])('may not write: %j', async (headers) => {
    const response = await create({ host: 'localhost:4680', ...headers });
    expect(response.status).toBe(403);
    await refusal(response);
    expect((await app.ask('GET', '/api/graphs/foreign')).status).toBe(404);
  });

  it('is told nothing that would let it read either', async () => {
    const response = await app.ask('GET', '/api/graphs', undefined, { origin: 'https://evil.example' });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('Baton’s own page may write, and so may a program', async () => {
    const own = { host: 'localhost:4680', origin: 'http://localhost:4680', 'sec-fetch-site': 'same-origin' };
    expect((await create(own)).status).toBe(201);
    expect((await app.ask('DELETE', '/api/graphs/foreign', undefined, { host: '127.0.0.1:4680' })).status).toBe(204);
  });
});

describe('every answer', () => {
  it.each(['/api/health', '/api/nothing', '/', '/assets/none.js'])(
    'of %s tells browsers to run nothing else',
    async (path) => {
      const { headers } = await app.ask('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-eval');
      expect(policy.replace("style-src 'self' 'unsafe-inline'", '')).not.toContain('unsafe-inline');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('of the API is not kept by anybody', async () => {
    expect((await app.ask('GET', '/api/graphs')).headers.get('cache-control')).toBe('no-store');
  });

  it('to a failure of ours says nothing of its inside, and the log does', async () => {
    await using broken = await startTestApp();
    broken.deps.store.graphs.list = () => Promise.reject(new Error('secret detail'));
    const response = await broken.ask('GET', '/api/graphs');
    expect(response.status).toBe(500);
    expect(JSON.stringify(await refusal(response))).not.toContain('secret detail');
    expect(broken.logged.join('')).toContain('secret detail');
  });
});

describe('health', () => {
  it('is ok, and 503 while stopping, when no run is taken either', async () => {
    let stopping = false;
    await using one = await startTestApp({ stopping: () => stopping });
    expect(await read(one.ask('GET', '/api/health'))).toEqual({ status: 'ok', version: '0.0.0-test' });
    stopping = true;
    const response = await one.ask('GET', '/api/health');
    expect(response.status).toBe(503);
    expect(await read(response)).toMatchObject({ status: 'stopping' });
    expect((await one.ask('POST', '/api/runs', { graph: deskGraph, input: 'x' })).status).toBe(503);
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 of every route, with what each takes', async () => {
    const document = await read<{ openapi: string; paths: Record<string, Record<string, { requestBody?: object }>> }>(
      app.ask('GET', '/api/openapi.json'),
    );
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const routes = apiRoutes(app.deps).map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual(routes.toSorted());
    const body = JSON.stringify(document.paths['/api/runs']?.['post']?.requestBody);
    expect(body).toContain('"input"');
    expect(body).toContain('"thread"');
    expect(JSON.stringify(document)).not.toMatch(/"\$ref":"#\/(?!components\/schemas\/(Graph|Problem)|\$defs)/);
  });
});
