/**
 * Bad input at the door: every route, every field, each refused with a problem that says where, and none with a failure
 * of ours. What a route takes is read from the route itself, so a new one is tried without being named here.
 */
import type { ProblemDetails, WebhookCreated } from '@baton/shared/api';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from './app.ts';
import { deskGraph, read, startTestApp, type TestApp } from './app.fixture.ts';
import type { JsonSchema, Route } from './routes/route.ts';
import { sign } from './webhooks/signature.ts';

let app: TestApp;
let routes: Route[];
let webhookSecret: string;
/** What every object has, before anything was sent. */
const prototype = Object.getOwnPropertyNames(Object.prototype).toSorted();

beforeAll(async () => {
  app = await startTestApp();
  routes = apiRoutes(app.deps);
  await app.ask('POST', '/api/graphs', deskGraph);
  const { path, secret } = await read<WebhookCreated>(app.ask('PUT', '/api/graphs/desk/webhook', {}));
  known['webhook'] = path.slice('/hooks/'.length);
  webhookSecret = secret;
});
afterAll(() => app[Symbol.asyncDispose]());

async function refused(response: Response, statuses: readonly number[] = [400]): Promise<ProblemDetails> {
  expect(statuses).toContain(response.status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const text = await response.text();
  expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\[object|undefined|Error:/);
  const problem = JSON.parse(text) as ProblemDetails;
  expect(problem).toMatchObject({
    status: response.status,
    title: expect.stringMatching(/\w/),
    detail: expect.stringMatching(/\w/),
  });
  for (const { path, message } of problem.errors ?? []) {
    expect(path).toMatch(/^(\/([^~/]|~[01])*)*$/);
    expect(message).not.toBe('');
  }
  return problem;
}

const known: Record<string, string> = {
  graph: 'desk',
  run: 'r_00000000000000000000',
  key: 'k_0000000000000000',
  name: 'some',
  version: '1',
};
const addressOf = ({ path }: Route) => path.replace(/:(\w+)/g, (_, name: string) => known[name] ?? 'x');
function ask(route: Route, body?: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const signed = 'raw' in route.body && text !== undefined ? signatureOf(text) : {};
  return app.ask(route.method.toUpperCase(), addressOf(route), text, { ...signed, ...headers });
}
/** A sender that is known may be wrong too. */
function signatureOf(body: string): Record<string, string> {
  const id = randomUUID();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign(webhookSecret, id, timestamp, Buffer.from(body));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
}
/** Those that take JSON which they judge themselves; a check says what is wrong with whatever it gets. */
const taking = () => routes.filter(({ body, path }) => 'limit' in body && path !== '/api/graphs/check');

/** What a schema lets a field be, at the first level. */
function fieldsOf(schema: JsonSchema | undefined): [string, JsonSchema][] {
  return Object.entries((schema?.['properties'] ?? {}) as Record<string, JsonSchema>);
}

/** Values of a kind that the field is not. */
function wrongFor(field: JsonSchema): unknown[] {
  const text = JSON.stringify(field);
  const values: [string, unknown][] = [
    ['string', 'x'.repeat(2_000_000)],
    ['number', 7.5],
    ['integer', -1],
    ['boolean', true],
    ['object', { nobody: { knows: 'this' } }],
    ['array', [[{ nobody: 1 }]]],
    ['null', null],
  ];
  const takes = (type: string) =>
    text.includes(`"${type}"`) ||
    (type === 'integer' && text.includes('"number"')) ||
    text === '{}' ||
    text.includes('"$ref"') ||
    text.includes('"anyOf"');
  return values.flatMap(([type, value]) => (takes(type) ? [] : [value]));
}

describe('every route that takes JSON', () => {
  it('there are some, and this suite tries more than sixty things', () => {
    const fields = taking().flatMap(({ body }) => fieldsOf(body.schema).flatMap(([, field]) => wrongFor(field)));
    expect(taking().length).toBeGreaterThan(9);
    expect(fields.length).toBeGreaterThan(60);
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['no type', '{}', { 'content-type': '' }, 415],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a file', '{}', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['text', '{}', { 'content-type': 'text/plain' }, 415],
    ['a type that only looks like it', '{}', { 'content-type': 'application/jsonp' }, 415],
    ['nothing', '', {}, 400],
    ['half of it', '{"a":', {}, 400],
    ['two of it', '{} {}', {}, 400],
    ['a comment', '{} // hello', {}, 400],
    ['a number that JSON does not have', '{"a": NaN}', {}, 400],
    ['a list', '[]', {}, 400],
    ['a text', '"hello"', {}, 400],
    ['a number', '7', {}, 400],
    ['null', 'null', {}, 400],
    ['nothing in it', '{}', {}, 400],
    ['an unknown key', '{"nobody-knows-this": 1}', {}, 400],
    [
      'two hundred unknown keys',
      JSON.stringify(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, i]))),
      {},
      400,
    ],
    ['a deep nesting', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, {}, 400],
    ['a deep nesting that does not end', '['.repeat(60_000), {}, 400],
    ['a zero byte', '{"a\u0000": 1}', {}, 400],
  ])('refuses %s', async (_, body, headers, status) => {
    for (const route of taking()) {
      // Where nothing is required, nothing is enough.
      if (body === '{}' && status === 400 && !route.body.schema?.['required']) continue;
      const response = await ask(route, body, { 'content-type': 'application/json', ...headers });
      await refused(response, [status, 413]);
    }
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'refuses %s as a key, at any depth, and says where',
    async (key) => {
      for (const route of taking()) {
        for (const [body, path] of [
          [`{"${key}": {"admin": true}}`, `/${key}`],
          [`{"a/b": [1, {"c~": {"${key}": 1}}]}`, `/a~1b/1/c~0/${key}`],
          [`{"a": ${'{"b":'.repeat(50)}{"${key}": {}}${'}'.repeat(50)}}`, `/a${'/b'.repeat(50)}/${key}`],
        ] as const) {
          const problem = await refused(await ask(route, body));
          expect(problem.errors?.[0]?.path).toBe(path);
        }
      }
    },
  );

  it('refuses a value of another kind in every field, at that field', async () => {
    let tried = 0;
    for (const route of taking()) {
      for (const [name, field] of fieldsOf(route.body.schema)) {
        for (const value of wrongFor(field)) {
          const problem = await refused(await ask(route, { [name]: value }), [400, 413]);
          tried++;
          if (problem.status === 413) continue;
          const at = problem.errors?.some(({ path }) => path === `/${name}` || path.startsWith(`/${name}/`));
          expect
            .soft([route.path, name, JSON.stringify(value).slice(0, 40), at])
            .toEqual([route.path, name, expect.anything(), true]);
        }
      }
    }
    expect(tried).toBeGreaterThan(60);
  });

  it('takes its limit and not one byte more', async () => {
    for (const route of taking()) {
      if (!('limit' in route.body)) continue;
      const sized = (size: number) => `"${'x'.repeat(size - 2)}"`;
      expect((await ask(route, sized(route.body.limit))).status).not.toBe(413);
      expect((await refused(await ask(route, sized(route.body.limit + 1)), [413])).detail).toContain(
        String(route.body.limit),
      );
    }
  });
});

describe('every route', () => {
  const strange = [
    '__proto__',
    'constructor',
    '..%2f..%2fetc',
    '%00',
    'a%20b',
    "';drop table runs;--",
    'x'.repeat(5000),
    '%F0%9F%92%A9',
    'NaN',
  ];

  it('knows nothing by a name that cannot be one', async () => {
    for (const { method, path } of routes.filter((route) => route.path.includes(':'))) {
      for (const name of strange) {
        const address = path.replace(/:\w+/g, name);
        const body = method === 'post' || method === 'put' ? {} : undefined;
        await refused(await app.ask(method.toUpperCase(), address, body), [400, 404]);
      }
    }
  });

  it('takes no other method', async () => {
    for (const { path } of routes) {
      const response = await app.ask('PATCH', path.replace(/:\w+/g, 'x'));
      await refused(response, [405]);
      expect(response.headers.get('allow')).toMatch(/GET|POST|PUT|DELETE/);
    }
  });

  it('refuses a query that makes no sense, at the field', async () => {
    for (const route of routes) {
      for (const [name, field] of fieldsOf(route.query.schema)) {
        const wrong =
          field['type'] === 'integer' || field['type'] === 'number'
            ? ['many', '-1', '1e99', '']
            : field['enum']
              ? ['nonsense']
              : [];
        for (const value of wrong) {
          if (value === '' && name === 'after') continue;
          const response = await app.ask('GET', `${addressOf(route)}?${name}=${encodeURIComponent(value)}`);
          if (response.status === 404) continue;
          const problem = await refused(response);
          expect
            .soft([route.path, name, value, problem.errors?.[0]?.path])
            .toEqual([route.path, name, value, `/${name}`]);
        }
      }
    }
  });
});

describe('what would hold the process up', () => {
  it('two million nested lists are refused before they are parsed', async () => {
    const half = 2_000_000;
    const begun = performance.now();
    const response = await app.ask('POST', '/api/graphs/check', `${'['.repeat(half)}${']'.repeat(half)}`);
    const problem = await refused(response);
    expect(problem.detail).toContain('100 levels');
    // Parsing it takes over a second; looking at its first bytes takes none.
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('a hundred levels are taken, and one more is not; brackets in texts are none', async () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect((await app.ask('POST', '/api/graphs/check', nested(100))).status).toBe(200);
    await refused(await app.ask('POST', '/api/graphs/check', nested(101)));
    expect((await app.ask('POST', '/api/graphs/check', JSON.stringify(`\\"${'['.repeat(500)}`))).status).toBe(200);
  });

  it.each([
    ['nodes', 5000],
    ['handoffs', 20_000],
  ])('a graph with more than %s: %i is refused by name', async (list, most) => {
    const graph = (count: number) => ({ ...deskGraph, id: 'huge', [list]: Array.from({ length: count }, () => ({})) });
    const problem = await refused(await app.ask('POST', '/api/graphs', graph(most + 1)), [422]);
    expect(problem.errors?.[0]?.path).toBe(`/${list}`);
    const within = await refused(await app.ask('POST', '/api/graphs', graph(most)));
    expect(within.errors?.[0]?.path).toMatch(`/${list}/0`);
  });
});

describe('graph documents', () => {
  const graph = (more: object) => ({ ...deskGraph, id: 'bad', ...more });
  it.each<[string, unknown, string]>([
    ['another format', graph({ format: 'baton/9' }), '/format'],
    ['no format', { id: 'bad', entry: 'a' }, '/format'],
    ['an id with capitals', graph({ id: 'Bad' }), '/id'],
    ['an id that is a number', graph({ id: 7 }), '/id'],
    ['an id of 65 letters', graph({ id: 'a'.repeat(65) }), '/id'],
    ['a reserved id', graph({ id: 'constructor' }), '/id'],
    ['a name that is none', graph({ name: {} }), '/name'],
    ['nodes that are no list', graph({ nodes: {} }), '/nodes'],
    ['a node that is nothing', graph({ nodes: [null] }), '/nodes/0'],
    ['a node of an unknown kind', graph({ nodes: [{ id: 'a', kind: 'wizard' }] }), '/nodes/0/kind'],
    ['a node with a strange id', graph({ nodes: [{ id: '../a', kind: 'agent' }] }), '/nodes/0/id'],
    ['a node with an unknown key', graph({ nodes: [{ id: 'a', kind: 'agent', evil: 1 }] }), '/nodes/0/evil'],
    ['a model that is none', graph({ nodes: [{ id: 'a', kind: 'agent', model: 'gpt' }] }), '/nodes/0/model'],
    ['handoffs that are a text', graph({ handoffs: 'all' }), '/handoffs'],
    ['a handoff from a number', graph({ handoffs: [{ id: 'x', from: 1, to: 'a' }] }), '/handoffs/0/from'],
    [
      'a trigger of an unknown kind',
      graph({ handoffs: [{ id: 'x', from: 'triage', to: 'boss', trigger: { on: 'moon' } }] }),
      '/handoffs/0/trigger/on',
    ],
    ['limits that are a number', graph({ limits: 7 }), '/limits'],
  ])('%s: refused where it is', async (_, document, path) => {
    const problem = await refused(await app.ask('POST', '/api/graphs', document));
    expect(problem.errors?.map((error) => error.path)).toContain(path);
    const inRun = await refused(await app.ask('POST', '/api/runs', { graph: document, input: 'x' }));
    expect(inRun.errors?.map((error) => error.path)).toContain(`/graph${path}`);
  });
});

describe('headers', () => {
  it.each([
    ['If-Match of nothing', 'PUT', { 'if-match': '' }],
    ['If-Match of another', 'PUT', { 'if-match': '"nonsense"' }],
    ['If-Match without quotes', 'PUT', { 'if-match': 'x"y' }],
  ])('%s', async (_, method, headers) => {
    await refused(await app.ask(method, '/api/graphs/desk', { ...deskGraph, name: 'Another' }, headers), [412, 428]);
    expect((await read<{ graph: { name: string } }>(app.ask('GET', '/api/graphs/desk'))).graph.name).toBe('Desk');
  });

  it.each(['-1', 'x', '1.5', '1e9', '99999999999999999999'])('Last-Event-ID "%s" is refused', async (id) => {
    const { run } = await read<{ run: string }>(
      app.ask('POST', '/api/runs', { graph: 'desk', input: 'a refund', wait: true }),
    );
    await refused(await app.ask('GET', `/api/runs/${run}/events`, undefined, { 'last-event-id': id }));
  });
});

it('nothing of all this has changed what every object has, and nothing was a failure of ours', () => {
  expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(prototype);
  expect(({} as { admin?: unknown }).admin).toBeUndefined();
  expect(app.logged.filter((line) => line.includes('a request failed'))).toEqual([]);
});
