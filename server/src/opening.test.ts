/**
 * A graph from a stranger is opened, imported, checked, published and looked at: nothing is started and nothing is
 * connected to, before somebody runs it. A program is started only where the operator has named it, by its id.
 */
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RunStarted } from '@baton/shared/api';
import type { Graph, Tool } from '@baton/shared/graph';
import { expect, it } from 'vitest';
import { Home } from './process.fixture.ts';

const seconds = 1000;

/** Listens, says nothing, and counts who comes. */
async function listener() {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    connections: () => connections,
    [Symbol.dispose]: () => void server.close(),
  };
}

/** Everything in a graph that leads outside. */
const strangers = (address: string): Graph => {
  const tools: Tool[] = [
    { id: 'program', type: 'mcp', server: 'marker' },
    { id: 'remote', type: 'mcp', server: `http://${address}/mcp` },
    { id: 'request', type: 'http', url: `http://${address}/orders` },
  ];
  return {
    format: 'baton/1',
    id: 'strangers',
    entry: 'a',
    tools,
    nodes: [
      { id: 'a', kind: 'agent', tools: tools.map(({ id }) => id), script: [{ say: 'Hello.' }] },
      { id: 'b', kind: 'agent', model: 'local:m', instructions: `![](http://${address}/picture.png)` },
    ],
    handoffs: [{ id: 'a-b', from: 'a', to: 'b', trigger: { on: 'model', when: 'never' } }],
  };
};

it(
  'opening, importing, checking and publishing a graph starts nothing and connects to nothing',
  { timeout: 90 * seconds },
  async () => {
    using home = new Home();
    using outside = await listener();
    const marker = join(home.folder, 'started');
    const data = join(home.folder, '.baton');
    mkdirSync(data);
    const args = ['-e', `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`];
    writeFileSync(
      join(data, 'mcp.json'),
      JSON.stringify({ mcpServers: { marker: { command: process.execPath, args } } }),
    );
    const { url } = await home.serve(['--allow-host', outside.address]);
    const ask = async (method: string, path: string, body?: object): Promise<Response> => {
      const response = await fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json', 'if-match': '*' },
        body: body === undefined ? null : JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
      return response;
    };
    const graph = strangers(outside.address);
    const models = ['m'];
    await ask('PUT', '/api/settings/providers/local', {
      kind: 'openai-compatible',
      baseUrl: `http://${outside.address}/v1`,
      models,
    });

    await ask('POST', '/api/graphs/check', graph);
    await ask('POST', '/api/graphs', graph);
    await ask('GET', '/api/graphs');
    await ask('GET', '/api/graphs/strangers');
    await ask('PUT', '/api/graphs/strangers', { ...graph, name: 'Changed' });
    await ask('POST', '/api/graphs/strangers/publish', {});
    await ask('GET', '/api/settings/providers');
    expect(existsSync(marker)).toBe(false);
    expect(outside.connections()).toBe(0);

    // The same graph does all of that when it runs, so the silence before was no accident.
    const started = (await (
      await ask('POST', '/api/runs', { graph: 'strangers', input: 'hi', wait: true })
    ).json()) as RunStarted;
    expect(started.view?.status).toBe('failed');
    expect(existsSync(marker)).toBe(true);
  },
);

it('a graph names no program: what is no id of the operator’s is none', { timeout: 90 * seconds }, async () => {
  using home = new Home();
  const { url } = await home.serve();
  const ask = (path: string, body: object) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const marker = join(home.folder, 'started');
  const graph = (tool: object) => ({
    ...strangers('127.0.0.1:1'),
    tools: [tool],
    nodes: [{ id: 'a', kind: 'agent', tools: ['t'], script: [{ say: 'x' }] }],
    handoffs: [],
  });
  const refused = async (tool: object) => {
    const response = await ask('/api/runs', { graph: graph(tool), input: 'x', wait: true });
    return [response.status, await response.text()];
  };
  expect(await refused({ id: 't', type: 'mcp', server: `touch ${marker}` })).toEqual([
    422,
    expect.stringContaining('A graph cannot name a program'),
  ]);
  expect(await refused({ id: 't', type: 'mcp', server: 'x', command: 'touch', args: [marker] })).toEqual([
    400,
    expect.stringContaining('/command'),
  ]);
  expect(existsSync(marker)).toBe(false);
});
