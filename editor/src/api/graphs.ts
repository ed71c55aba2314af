/** Stored graphs. A write names the revision that it is based on; a stale one is answered by 412 and overwrites nothing. */
import { type CheckAnswer, type GraphAnswer, type GraphList, paths, type VersionAnswer } from '@baton/shared/api';
import type { Graph } from '@baton/shared/graph';
import { request } from './request.ts';

export async function listGraphs(signal?: AbortSignal): Promise<GraphList['graphs']> {
  const graphs: GraphList['graphs'] = [];
  let next: string | undefined;
  do {
    const query: string = next === undefined ? '' : `?cursor=${encodeURIComponent(next)}`;
    const page: GraphList = await request<GraphList>(`${paths.graphs}${query}`, { signal });
    graphs.push(...page.graphs);
    next = page.next;
  } while (next !== undefined);
  return graphs;
}

export const readGraph = (id: string, signal?: AbortSignal): Promise<GraphAnswer> =>
  request<GraphAnswer>(paths.graph(id), { signal });

export const readVersion = (id: string, version: number, signal?: AbortSignal): Promise<VersionAnswer> =>
  request<VersionAnswer>(paths.version(id, version), { signal });

export const createGraph = (graph: Graph): Promise<GraphAnswer> =>
  request<GraphAnswer>(paths.graphs, { method: 'POST', body: graph });

export const saveGraph = (graph: Graph, revision: string): Promise<GraphAnswer> =>
  request<GraphAnswer>(paths.graph(graph.id), {
    method: 'PUT',
    body: graph,
    headers: { 'if-match': quoted(revision) },
  });

export const deleteGraph = (id: string): Promise<void> =>
  request<void>(paths.graph(id), { method: 'DELETE', keepalive: true });

/** What the server finds, which knows more than the document says: what it can run, and which models it has. */
export async function checkOnServer(graph: Graph, signal?: AbortSignal): Promise<CheckAnswer['problems']> {
  const answer = await request<CheckAnswer>(paths.check, { method: 'POST', body: graph, signal });
  return answer.problems;
}

/** An entity tag is a quoted string (RFC 9110, 8.8.3). */
const quoted = (revision: string): string => (revision.startsWith('"') ? revision : `"${revision}"`);
