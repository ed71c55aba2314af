/** What is outside of the server fails: model providers in every way that they do, and a tool in the middle of a crash. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOpenAIServer } from '@baton/runtime/testing';
import type { RunStarted } from '@baton/shared/api';
import type { StoredEvent } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import { describe, expect, it } from 'vitest';
import { read, startTestApp, storedOf } from './app.fixture.ts';
import { Home } from './process.fixture.ts';

type Reply = Parameters<typeof startOpenAIServer>[0]['reply'];

const of = <Type extends StoredEvent['type']>(events: StoredEvent[], type: Type) =>
  events.filter((event): event is Extract<StoredEvent, { type: Type }> => event.type === type);

const graph: Graph = {
  format: 'baton/1',
  id: 'outside',
  entry: 'asker',
  nodes: [
    {
      id: 'asker',
      kind: 'agent',
      model: 'openai:m',
      timeoutSeconds: 1,
      retry: { attempts: 3, backoffMs: 1 },
    },
    { id: 'next', kind: 'agent', script: [{ say: 'Then: {{ message }}' }] },
  ],
  handoffs: [{ id: 'on', from: 'asker', to: 'next' }],
};

/** Runs the graph against a provider that answers like this, and reads what the server kept of it. */
async function runWith(reply: Reply) {
  const provider = await startOpenAIServer({ reply });
  const env = { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: provider.apiKey };
  try {
    await using app = await startTestApp({ env });
    const { run, view } = await read<RunStarted>(app.ask('POST', '/api/runs', { graph, input: 'Go', wait: true }));
    const events = await storedOf(await app.ask('GET', `/api/runs/${run}/events`));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    return { view, events, requests: provider.requests };
  } finally {
    await provider.close();
  }
}

describe('a provider', () => {
  it.each<[string, Awaited<ReturnType<Reply>>, object]>([
    ['is busy and says until when', { status: 429, retryAfter: 0.02 }, { retryInMs: 20, error: { kind: 'model' } }],
    ['answers 500', { status: 500 }, { retryInMs: 1, error: { kind: 'model' } }],
    ['hangs', { fault: 'hang' }, { error: { kind: 'timeout' } }],
    [
      'drips too slowly',
      { fault: 'drip', everyMs: 400, reply: { text: 'a b c d e f g h' } },
      { error: { kind: 'timeout' } },
    ],
    ['cuts the stream', { fault: 'cut', after: 2, reply: { text: 'one two three' } }, { error: { kind: 'model' } }],
    [
      'sends a chunk that is no JSON',
      { fault: 'malformed', reply: { text: 'one two three' } },
      { error: { kind: 'model' } },
    ],
    ['closes the connection', { fault: 'reset' }, { error: { kind: 'model' } }],
  ])('that %s is asked again, and nothing of the failed try is kept', async (_, fault, failed) => {
    const { view, events, requests } = await runWith((_request, nth) => (nth === 0 ? fault : { text: 'It works.' }));
    expect(view).toMatchObject({ status: 'finished', output: 'Then: It works.', route: ['asker', 'next'] });
    expect(of(events, 'node.failed')).toMatchObject([{ node: 'asker', attempt: 1, ...failed }]);
    expect(of(events, 'node.failed')[0]?.error.call).toEqual({ model: 'openai:m', ms: expect.any(Number) });
    expect(of(events, 'node.started').map(({ node, attempt }) => `${node} ${attempt}`)).toEqual([
      'asker 1',
      'asker 2',
      'next 1',
    ]);
    expect(of(events, 'model.finished').map(({ message }) => message.text)).toEqual(['It works.', 'Then: It works.']);
    expect(requests).toHaveLength(2);
  });

  it('that drips in time is heard to its end', async () => {
    const { view, events } = await runWith(() => ({ fault: 'drip', everyMs: 5, reply: { text: 'one two three' } }));
    expect(view).toMatchObject({ status: 'finished', output: 'Then: one two three' });
    expect(of(events, 'node.failed')).toEqual([]);
  });

  it('that never works ends the run with what happened', async () => {
    const { view, events } = await runWith(() => ({ status: 500, message: 'The server is on fire' }));
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'model' } });
    expect(view?.error?.message).toMatch(/openai:m answered 500: .*on fire/);
    expect(of(events, 'node.failed')).toHaveLength(3);
  });
});

/** A shop that takes orders by HTTP. It lets the first one hang, as long as the server that sent it lives. */
async function startShop() {
  const keys: (string | undefined)[] = [];
  const asked = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']?.toString());
    asked.resolve();
    if (keys.length > 1) response.setHeader('content-type', 'application/json').end('{"ordered":true}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { keys, asked: asked.promise, url: `http://127.0.0.1:${port}/orders`, close: () => server.close() };
}

describe('a tool that a crash cut off', () => {
  it.each(['agent', 'tool'] as const)(
    'is called again by its %s node with the same idempotency key',
    { timeout: 60_000 },
    async (kind) => {
      using home = new Home();
      const shop = await startShop();
      const provider = await startOpenAIServer({
        reply: (_, nth) => (nth === 0 ? { toolCalls: [{ name: 'order', arguments: {} }] } : { text: 'Ordered.' }),
      });
      const env = { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: provider.apiKey };
      const caller = {
        agent: { id: 'caller', kind, model: 'openai:m', tools: ['order'] },
        tool: { id: 'caller', kind, tool: 'order' },
      }[kind];
      const ordering = {
        format: 'baton/1',
        id: 'ordering',
        entry: 'caller',
        tools: [{ id: 'order', type: 'http', method: 'POST', url: shop.url }],
        nodes: [caller],
      };
      const flags = ['--allow-host', '127.0.0.1'];
      const first = await home.serve(flags, env);
      const started = await fetch(`${first.url}/api/runs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ graph: ordering, input: 'One tea' }),
      });
      expect(started.status).toBe(201);
      const { run } = (await started.json()) as RunStarted;
      await shop.asked;
      first.server.child.kill('SIGKILL');
      await first.server.ended;

      const second = await home.serve(flags, env);
      const events = await storedOf(await fetch(`${second.url}/api/runs/${run}/events`));
      expect(events.at(-1)).toMatchObject({ type: 'run.finished' });
      expect(shop.keys).toHaveLength(2);
      expect(shop.keys[0]).toContain(run);
      expect(shop.keys[1]).toBe(shop.keys[0]);
      // What the model said before the call was kept: it is asked for its next words alone.
      expect(provider.requests).toHaveLength(kind === 'agent' ? 2 : 0);
      await provider.close();
      shop.close();
    },
  );
});
