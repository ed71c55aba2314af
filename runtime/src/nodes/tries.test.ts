import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '@baton/shared/events';
import type { Graph, Tool } from '@baton/shared/graph';
import { newRunId, newThreadId } from '../ids.ts';
import { createModels } from '../models/index.ts';
import { execute } from '../run.ts';
import { MemoryStore } from '../store/memory-store.ts';
import { of, play } from '../testing/play.ts';
import { ToolError } from '../tools/tool.ts';
import type { ToolServices } from '../tools/services.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;

const graphOf = (nodes: Nodes, handoffs: Handoffs = [], more: Partial<Graph> = {}): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  nodes,
  handoffs,
  ...more,
});
const failures = (log: readonly StoredEvent[]) =>
  of(log, 'node.failed').map(({ attempt, retryInMs, error }) => [attempt, retryInMs, error.kind]);
const failing = { script: [{ fail: { passing: true, message: 'busy' } }] };
const agent = (more: object): Nodes[number] => ({ id: 'a', kind: 'agent', ...more });

describe('retry', () => {
  it('attempts: counts all tries, and backoffMs: is waited before the second, twice that before the third', async () => {
    const { log, view } = await play({ graph: graphOf([agent({ ...failing, retry: { backoffMs: 1 } })]), input: 'Hi' });
    expect(failures(log)).toEqual([
      [1, 1, 'model'],
      [2, 2, 'model'],
      [3, undefined, 'model'],
    ]);
    expect(view).toMatchObject({ status: 'failed', error: { kind: 'model', message: 'busy' } });
    const once = await play({ graph: graphOf([agent({ ...failing, retry: { attempts: 1 } })]), input: 'Hi' });
    expect(failures(once.log)).toEqual([[1, undefined, 'model']]);
  });

  it('timeoutSeconds: may be longer than a timer can count, and shorter than it counts', async () => {
    const says = { script: [{ say: 'Hello.' }] };
    const long = await play({ graph: graphOf([agent({ ...says, timeoutSeconds: 3_000_000 })]), input: 'Hi' });
    expect(long.view).toMatchObject({ status: 'finished' });
    const short = { ...failing, timeoutSeconds: 1e-9, retry: { attempts: 1 } };
    const { view } = await play({ graph: graphOf([agent(short)]), input: 'Hi' });
    expect(view.error?.message).not.toContain('out of range');
  });

  it('waits half a second where the node does not say how long', async () => {
    const stop = new AbortController();
    const store = new MemoryStore();
    const [run, thread] = [newRunId(), newThreadId()];
    store.place(run, thread);
    const graph = graphOf([agent(failing)]);
    const stage = { run, thread, graph, version: 'draft' as const, input: 'Hi', store, models: createModels() };
    for await (const event of execute({ ...stage, signal: stop.signal }))
      if (event.type === 'node.failed') stop.abort();
    expect(of(await store.events(run), 'node.failed')).toMatchObject([{ retryInMs: 500 }]);
  });
});

describe('timeoutSeconds', () => {
  const late = [{ id: 'late', from: 'a', to: 'b', trigger: { on: 'error' as const, kinds: ['timeout' as const] } }];
  const b: Nodes[number] = { id: 'b', kind: 'agent', script: [{ say: 'Too slow.' }] };

  it('ends a try of an agent, which is then an error of kind timeout', async () => {
    const slow = agent({ script: [{ delayMs: 600_000 }], timeoutSeconds: 0.005, retry: { attempts: 2, backoffMs: 0 } });
    const { log, view } = await play({ graph: graphOf([slow, b], late), input: 'Hi' });
    expect(failures(log)).toEqual([
      [1, 0, 'timeout'],
      [2, undefined, 'timeout'],
    ]);
    expect(view).toMatchObject({ status: 'finished', route: ['a', 'b'], output: 'Too slow.' });
  });

  it('is for each try: one that follows has all of it again', async () => {
    const script = [{ delayMs: 600_000, once: true }, { say: 'Now.' }];
    const retry = { attempts: 20, backoffMs: 0 };
    const { log, view } = await play({ graph: graphOf([agent({ script, timeoutSeconds: 0.1, retry })]), input: 'Hi' });
    expect(view).toMatchObject({ status: 'finished', output: 'Now.' });
    expect(failures(log)[0]).toEqual([1, 0, 'timeout']);
  });
});

describe('a tool node', () => {
  const orders = (tool: Partial<Extract<Tool, { type: 'http' }>> = {}): Graph =>
    graphOf(
      [{ id: 'a', kind: 'tool', tool: 'orders', timeoutSeconds: 0.005, retry: { attempts: 2, backoffMs: 1 } }],
      [],
      { tools: [{ id: 'orders', type: 'http', url: 'https://shop.example/', ...tool }] },
    );
  /** @param answer for the nth request; one without an answer hangs */
  function services(answer: (nth: number) => Response | undefined) {
    const keys: (string | null)[] = [];
    const fetch: ToolServices['fetch'] = async (_url, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      const response = answer(keys.length);
      if (response) return response;
      const ended = Promise.withResolvers<never>();
      init?.signal?.addEventListener('abort', () => ended.reject(init.signal?.reason as Error));
      return ended.promise;
    };
    return { keys, tools: { fetch } };
  }
  const busy = () => new Response('busy', { status: 503, headers: { 'retry-after': '0.003' } });

  it('retry: tries again what may pass, as the same call, after the time that the server says', async () => {
    const { keys, tools } = services((nth) => (nth === 1 ? busy() : Response.json({ total: 49 })));
    const { log, view } = await play({ graph: orders({ method: 'POST' }), input: 'Hi', tools });
    expect(view).toMatchObject({ status: 'finished', output: { total: 49 } });
    expect(new Set(keys)).toEqual(new Set([expect.stringMatching(/:a:1:/)]));
    expect(failures(log)).toEqual([[1, 3, 'tool']]);
    expect(log.flatMap(({ type }) => (/^(tool|node)\./.test(type) ? [type] : []))).toEqual([
      'node.started',
      'tool.started',
      'tool.finished',
      'node.failed',
      'node.started',
      'tool.started',
      'tool.finished',
      'node.finished',
    ]);
  });

  it('retry: does not try again what will not pass', async () => {
    const { keys, tools } = services(() => new Response('no', { status: 404 }));
    const { log } = await play({ graph: orders(), input: 'Hi', tools });
    expect(keys).toHaveLength(1);
    expect(failures(log)).toEqual([[1, undefined, 'tool']]);
  });

  it.each([
    ['GET', 2],
    ['POST', 1],
  ] as const)('timeoutSeconds: cuts a %s off, which is tried %d times', async (method, tries) => {
    const { keys, tools } = services(() => undefined);
    const { log, view } = await play({ graph: orders({ method }), input: 'Hi', tools });
    expect(keys).toHaveLength(tries);
    expect(new Set(failures(log).map(([, , kind]) => kind))).toEqual(new Set(['timeout']));
    expect(view.error?.message).toBe('a took longer than 0.005 s (timeoutSeconds).');
  });
});

it('retry: an agent whose server does not say at once which tools it has asks again', async () => {
  let asked = 0;
  const mcp: ToolServices['mcp'] = {
    async tools() {
      asked++;
      if (asked === 1) throw new ToolError('the MCP server is not there yet', { passing: true });
      return [{ name: 'find', description: 'Finds.', parameters: { type: 'object' } }];
    },
    call: async () => null,
  };
  const graph = graphOf([agent({ tools: ['shop'], script: [{ say: 'Hello.' }], retry: { backoffMs: 1 } })], [], {
    tools: [{ id: 'shop', type: 'mcp', server: 'shop' }],
  });
  const { log, view } = await play({ graph, input: 'Hi', tools: { mcp } });
  expect(view.output).toBe('Hello.');
  expect(failures(log)).toEqual([[1, 1, 'tool']]);
  expect(of(log, 'model.finished')[0]?.request.tools.map(({ name }) => name)).toEqual(['shop_find']);
});
