import { once } from 'node:events';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Graph, JsonObject, Tool } from '@baton/shared/graph';
import { of, play } from '../../testing/play.ts';
import { callTool, offeredTools } from '../index.ts';
import type { McpServers, ToolServices } from '../services.ts';
import { McpConnections } from './connections.ts';
import type { McpTarget } from './connection.ts';
import { offeredNames } from './names.ts';
import { shopOverHttp } from './server.fixture.ts';

const program = (...args: string[]): McpTarget => ({
  command: process.execPath,
  args: [join(import.meta.dirname, 'server.fixture.ts'), ...args],
});
const open: McpConnections[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function connections(servers: Record<string, McpTarget> = { shop: program() }): McpConnections {
  const made = new McpConnections({ fetch, servers: new Map(Object.entries(servers)) });
  open.push(made);
  return made;
}

type McpTool = Extract<Tool, { type: 'mcp' }>;
const graphWith = (tool: Partial<McpTool>): Graph => ({
  format: 'baton/1',
  id: 'g',
  entry: 'a',
  tools: [{ id: 'shop', type: 'mcp', server: 'shop', ...tool }],
});

function toolsOf(mcp: McpConnections, tool: Partial<McpTool>, more: { signal?: AbortSignal } & ToolServices = {}) {
  const { signal = new AbortController().signal, ...services } = more;
  const context = { graph: graphWith(tool), signal, services: { mcp, ...services }, state: {}, idempotencyKey: 'k' };
  return {
    names: async () => (await offeredTools(['shop'], context)).map(({ name }) => name),
    offered: () => offeredTools(['shop'], context),
    call: (name: string, args: JsonObject = {}) => callTool(name, args, context),
  };
}

const all = [
  'shop_find-order',
  'shop_say',
  'shop_shop_environment',
  'shop_fail',
  'shop_picture',
  'shop_hang',
  'shop_die',
];

describe.each(['sessions', 'stateless', 'program'] as const)('a server: %s', (kind) => {
  async function shop(onCall?: (name: string, signal: AbortSignal) => void) {
    const http = kind === 'program' ? undefined : await shopOverHttp(kind, onCall);
    return { server: http?.url ?? 'shop', http, [Symbol.asyncDispose]: async () => http?.[Symbol.asyncDispose]() };
  }

  it('offers its tools under names that a model can use, and answers with data, text and errors in words', async () => {
    await using at = await shop();
    const { names, offered, call } = toolsOf(connections(), { server: at.server });
    expect(await names()).toEqual(all);
    expect((await offered())[0]).toMatchObject({
      description: 'Finds an order.',
      parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
    });
    expect(await call('shop_find-order', { order: '1001' })).toEqual({ order: '1001', total: 49 });
    expect(await call('shop_say', { words: 'é' })).toBe('It said: é');
    expect(await call('shop_picture')).toBe('(image, image/png, 3 bytes)\nMore: https://a.example/b');
    await expect(call('shop_fail')).rejects.toThrow('the shop is closed');
    await expect(call('shop_find-order', {})).rejects.toThrow(/the arguments do not fit.*order/);
    await expect(call('shop_gone')).rejects.toThrow('there is no tool "shop_gone"');
  });

  it('offers only those that the graph names, one of them under the name of the tool', async () => {
    await using at = await shop();
    const mcp = connections();
    expect(await toolsOf(mcp, { server: at.server, tools: ['say', 'fail'] }).names()).toEqual([
      'shop_say',
      'shop_fail',
    ]);
    const one = toolsOf(mcp, { server: at.server, tools: ['say'], description: 'Repeats.' });
    expect(await one.offered()).toMatchObject([{ name: 'shop', description: 'Repeats.' }]);
    expect(await one.call('shop', { words: 'a' })).toBe('It said: a');
    await expect(one.call('shop_fail')).rejects.toThrow('there is no tool');
    await expect(toolsOf(mcp, { server: at.server, tools: ['sey'] }).names()).rejects.toThrow(
      /has no tool "sey"; did you mean "say"/,
    );
  });

  it('ends a call at its time limit, and at once when the run is stopped', async () => {
    const calls: AbortSignal[] = [];
    const called = Promise.withResolvers<void>();
    await using at = await shop((name, signal) => {
      if (name !== 'hang') return;
      calls.push(signal);
      if (calls.length === 2) called.resolve();
    });
    const mcp = connections();
    const limited = toolsOf(mcp, { server: at.server, timeoutSeconds: 2 });
    await limited.names();
    await expect(limited.call('shop_hang')).rejects.toThrow(/did not answer within 2 s/);
    const stop = new AbortController();
    const stopped = toolsOf(mcp, { server: at.server }, { signal: stop.signal }).call('shop_hang');
    stopped.catch(() => undefined);
    if (kind !== 'program') {
      await called.promise;
      stop.abort(new Error('cancelled'));
      await expect(stopped).rejects.toThrow('cancelled');
      for (const signal of calls) if (!signal.aborted) await once(signal, 'abort');
    } else {
      stop.abort(new Error('cancelled'));
      await expect(stopped).rejects.toThrow('cancelled');
    }
    expect(await limited.call('shop_say', { words: 'on' })).toBe('It said: on');
  });
});

describe('over HTTP', () => {
  it('connects only when a tool is needed, once for all runs, and with the headers of the graph', async () => {
    await using http = await shopOverHttp('sessions');
    const mcp = connections();
    const secretOf = async (name: string) => (name === 'SHOP' ? { value: 'canary-token' } : undefined);
    const tool = { server: http.url, headers: { Authorization: 'Bearer {{ secrets.SHOP }}' } };
    const shop = toolsOf(mcp, tool, { secretOf });
    expect(http.requests).toEqual([]);
    await Promise.all([shop.names(), toolsOf(mcp, tool, { secretOf }).names(), shop.call('shop_say', { words: 'a' })]);
    expect(http.requests.every(({ authorization }) => authorization === 'Bearer canary-token')).toBe(true);
    const before = http.requests.length;
    expect(await shop.names()).toEqual(all);
    expect(http.requests.length).toBe(before);
    const elsewhere = async () => ({ value: 'canary-token', mayGoTo: () => false });
    const bound = toolsOf(mcp, tool, { secretOf: elsewhere });
    await expect(bound.names()).rejects.toThrow('the secret "SHOP" may not be sent to');
    await expect(toolsOf(mcp, { ...tool, headers: { a: '{{ secrets.NONE }}' } }).names()).rejects.toThrow(
      /no secret "NONE"/,
    );
    await expect(toolsOf(mcp, { ...tool, headers: { a: '{{ args.x }}' } }).names()).rejects.toThrow(
      /has no value|cannot be read/,
    );
  });

  it.each(['{{ int(secrets.SHOP.substring(0, 7)) }}', '{{ secrets.SHOP + "" }}'])(
    'is sent nothing that is made of a secret, and tells nothing of it: %s',
    async (slot) => {
      const secretOf = async () => ({ value: 'canary-token' });
      const shop = toolsOf(connections(), { server: 'http://127.0.0.1:9/', headers: { a: slot } }, { secretOf });
      const failed: unknown = await shop.names().catch((error: unknown) => error);
      expect(String(failed)).toMatch(/Name each secret as it stands/);
      expect(String(failed)).not.toContain('canary');
    },
  );

  it('offers its tools, and says why it cannot, without the secrets that it was sent', async () => {
    const secretOf = async () => ({ value: 'canary-token' });
    const tool = { server: 'http://shop.example/', headers: { a: '{{ secrets.SHOP }}' } };
    const redact = <Value>(value: Value): Value =>
      JSON.parse(JSON.stringify(value).replaceAll('canary-token', '[secret]')) as Value;
    const told: McpServers = {
      tools: async () => [{ name: 'a', description: 'For canary-token.', parameters: {} }],
      call: () => Promise.reject(new Error('not canary-token')),
    };
    const shop = toolsOf(connections(), tool, { secretOf, redact, mcp: told });
    expect(await shop.offered()).toMatchObject([{ description: 'For [secret].' }]);
    await expect(shop.call('shop_a')).rejects.toThrow('not [secret]');
    const closed = { ...told, tools: () => Promise.reject(new Error('canary-token is not known')) };
    const refused = toolsOf(connections(), tool, { secretOf, redact, mcp: closed });
    await expect(refused.names()).rejects.toThrow('[secret] is not known');
  });

  it('begins anew where the server has forgotten the session', async () => {
    await using http = await shopOverHttp('sessions');
    const shop = toolsOf(connections(), { server: http.url });
    expect(await shop.call('shop_say', { words: 'a' })).toBe('It said: a');
    http.forget();
    expect(await shop.call('shop_say', { words: 'b' })).toBe('It said: b');
  });

  it('says in words what is wrong with an address, and tries it again the next time', async () => {
    const gone = await shopOverHttp('sessions');
    const shop = toolsOf(connections(), { server: gone.url });
    await gone[Symbol.asyncDispose]();
    await expect(shop.names()).rejects.toThrow(/the MCP server 127\.0\.0\.1:\d+: /);
    await using http = await shopOverHttp('sessions');
    expect(await toolsOf(connections(), { server: http.url }).names()).toEqual(all);
  });

  it('goes through the door, and is told why it may not', async () => {
    const refused = Object.assign(new Error('Baton does not call 10.0.0.1: …'), { passing: false, sent: false });
    const mcp = new McpConnections({ fetch: () => Promise.reject(refused) });
    await expect(toolsOf(mcp, { server: 'http://10.0.0.1/mcp' }).names()).rejects.toThrow(
      'the MCP server 10.0.0.1: Baton does not call 10.0.0.1: …',
    );
  });
});

describe('as a program', () => {
  it('is one that the operator has set up: a graph names it by its id', async () => {
    for (const server of ['shpo', process.execPath, 'node server.js', '../shop', '__proto__'])
      await expect(toolsOf(connections(), { server }).names()).rejects.toThrow(
        /no MCP server ".*" is set up here; (did you mean "shop"|known are shop)/,
      );
    await expect(toolsOf(connections({}), { server: 'shop' }).names()).rejects.toThrow(/none is set up/);
  });

  it('is sent no secret that may go to some hosts only: where an id leads is not known', async () => {
    const secretOf: ToolServices['secretOf'] = async () => ({ value: 'canary', mayGoTo: () => true });
    const shop = toolsOf(connections(), { headers: { key: '{{ secrets.TOKEN }}' } }, { secretOf });
    await expect(shop.names()).rejects.toThrow('"TOKEN" may not be sent to a server that is named by an id');
  });

  it('sees nothing of this process’s environment but what every program needs', async () => {
    process.env['BATON_CANARY'] = 'secret';
    const shop = toolsOf(connections({ shop: { ...program(), env: { GIVEN: '1' } } }), {});
    const seen = ((await shop.call('shop_shop_environment')) as string).split(' ');
    expect(seen).toContain('GIVEN');
    expect(seen).not.toContain('BATON_CANARY');
  });

  it('that dies fails its call and is started again for the next', async () => {
    const shop = toolsOf(connections(), {});
    await expect(shop.call('shop_die')).rejects.toThrow(/the MCP server "shop": .*clos/i);
    expect(await shop.call('shop_say', { words: 'back' })).toBe('It said: back');
  });

  it('that cannot be started says why, with its last words', async () => {
    await expect(toolsOf(connections({ shop: program('broken') }), {}).names()).rejects.toThrow(
      /the shop cannot be opened/,
    );
    await expect(toolsOf(connections({ shop: { command: '/nowhere' } }), {}).names()).rejects.toThrow(/ENOENT/);
  });

  it('is ended when nobody has needed it for a while', async () => {
    const mcp = new McpConnections({ fetch, servers: new Map([['shop', program()]]), idleMs: 1 });
    open.push(mcp);
    const shop = toolsOf(mcp, {});
    expect(await shop.call('shop_say', { words: 'a' })).toBe('It said: a');
    expect(await shop.call('shop_say', { words: 'b' })).toBe('It said: b');
  });
});

describe('in a run', () => {
  it('an agent calls what its server offers, and a tool node the one that is named', async () => {
    await using http = await shopOverHttp('sessions');
    const graph: Graph = {
      format: 'baton/1',
      id: 'g',
      entry: 'find',
      tools: [
        { id: 'find-order', type: 'mcp', server: http.url, tools: ['find-order'] },
        { id: 'shop', type: 'mcp', server: http.url },
      ],
      nodes: [
        { id: 'find', kind: 'tool', tool: 'find-order', args: { order: 'input' } },
        {
          id: 'say',
          kind: 'agent',
          tools: ['shop'],
          script: [
            {
              once: true,
              calls: [
                { tool: 'shop_say', args: { words: 'hi' } },
                { tool: 'shop_no', args: {} },
              ],
            },
            { say: '{{ message }}' },
          ],
        },
      ],
      handoffs: [{ id: 'find-say', from: 'find', to: 'say', trigger: { on: 'always' } }],
    };
    const { view, events } = await play({ graph, input: '1001', tools: { mcp: connections() } });
    expect(view.status).toBe('finished');
    expect(of(events, 'tool.finished').map(({ tool, result }) => [tool, result])).toEqual([
      ['find-order', { order: '1001', total: 49 }],
      ['shop_say', 'It said: hi'],
    ]);
  });

  it('an agent whose server is not there fails as a node does, with words', async () => {
    const graph = graphWith({ server: 'gone' });
    graph.nodes = [{ id: 'a', kind: 'agent', tools: ['shop'] }];
    const { view } = await play({ graph, input: 'x', tools: { mcp: connections() } });
    expect(view).toMatchObject({
      status: 'failed',
      error: { kind: 'tool', message: /cannot be given its tools: no MCP server "gone"/ },
    });
  });
});

describe('names for a model', () => {
  it('are valid, distinct, and the same in any order', () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,63}$/);
    const remote = fc.oneof(fc.string({ minLength: 1, maxLength: 130 }), fc.stringMatching(/^[a.b/ ]{1,3}$/));
    fc.assert(
      fc.property(id, fc.uniqueArray(remote, { maxLength: 20 }), (tool, names) => {
        const offered = offeredNames(tool, names);
        expect(offered.size).toBe(names.length);
        for (const name of offered.keys()) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
        expect(offered).toEqual(offeredNames(tool, names.toReversed()));
      }),
    );
  });
});
