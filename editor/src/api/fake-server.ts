/** A server for tests, behind `fetch`: stores graphs by revision, can be shut off, and remembers what it was asked. */
import type { GraphSummary } from '@baton/shared/api';
import type { Graph } from '@baton/shared/graph';
import { vi } from 'vitest';

export interface FakeServer {
  graphs: Map<string, { graph: Graph; revision: number }>;
  /** No answer at all, as when the process was stopped. */
  down: boolean;
  /** Every request, such as `PUT /api/graphs/desk`. */
  asked: string[];
  /** Holds back the answers to writes until the returned function is called. */
  hold(): () => void;
  /** Somebody else's write. */
  write(graph: Graph): void;
  /** Answers of other paths, by `METHOD path`. */
  answers: Map<string, () => Response>;
}

const json = (body: unknown, status = 200): Response => Response.json(body, { status });
export const problem = (status: number, detail: string, errors?: { path: string; message: string }[]): Response =>
  json({ type: 'about:blank', title: detail, status, detail, ...(errors && { errors }) }, status);

export function fakeServer(...graphs: Graph[]): FakeServer {
  let held: Promise<void> | undefined;
  const server: FakeServer = {
    graphs: new Map(graphs.map((graph) => [graph.id, { graph, revision: 1 }])),
    down: false,
    asked: [],
    answers: new Map(),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = undefined;
        resolve();
      };
    },
    write(graph) {
      server.graphs.set(graph.id, { graph, revision: (server.graphs.get(graph.id)?.revision ?? 0) + 1 });
    },
  };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    server.asked.push(`${method} ${path}`);
    if (server.down) throw new TypeError('fetch failed');
    if (method === 'PUT') await held;
    const own = server.answers.get(`${method} ${path}`);
    return own ? own() : answer(server, method, path, init);
  });
  return server;
}

function answer(server: FakeServer, method: string, path: string, init: RequestInit): Response {
  if (path === '/api/graphs/check') return json({ problems: [] });
  if (method === 'GET' && path === '/api/graphs') return json({ graphs: summaries(server) });
  const id = /^\/api\/graphs\/([^/]+)$/.exec(path)?.[1] ?? '';
  const stored = server.graphs.get(id);
  if (method === 'POST' && path === '/api/graphs') {
    const graph = bodyOf(init);
    server.write(graph);
    return json({ graph, revision: revisionOf(server, graph.id) }, 201);
  }
  if (!stored) return problem(404, `There is no graph "${id}".`);
  if (method === 'GET') return json({ graph: stored.graph, revision: revisionOf(server, id) });
  if (method === 'DELETE') {
    server.graphs.delete(id);
    return new Response(null, { status: 204 });
  }
  const match = new Headers(init.headers).get('if-match');
  if (match !== `"${revisionOf(server, id)}"`) return problem(412, 'This graph was changed since.');
  server.write(bodyOf(init));
  return json({ graph: bodyOf(init), revision: revisionOf(server, id) });
}

const summaries = (server: FakeServer): GraphSummary[] =>
  [...server.graphs.values()].map(({ graph }) => ({
    id: graph.id,
    name: graph.name ?? graph.id,
    description: graph.description ?? '',
    revision: revisionOf(server, graph.id),
    updatedAt: '2026-11-24T12:00:00Z',
    nodes: graph.nodes ?? [],
    handoffs: graph.handoffs ?? [],
  }));

const revisionOf = (server: FakeServer, id: string): string => `r${server.graphs.get(id)?.revision ?? 0}`;
const bodyOf = (init: RequestInit): Graph => JSON.parse(typeof init.body === 'string' ? init.body : '{}') as Graph;
