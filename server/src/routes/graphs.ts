/** Stored graphs. A write says which revision it is based on; one that somebody has changed since is left as it is. */
import type { GraphAnswer } from '@baton/shared/api';
import type { Context } from 'hono';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { BadCursor } from '../store/cursor.ts';
import type { StoredGraph } from '../store/store.ts';
import { graphListSchema, graphSchema } from './answers.ts';
import { graphBody, graphParams, ifMatch, pageQuery } from './inputs.ts';
import { nothing, query, route } from './route.ts';

export const unknownGraph = (id: string) => new Refused(404, `There is no graph "${id}".`);
export const staleGraph = (id: string) =>
  new Refused(
    412,
    `Graph "${id}" was changed by somebody else since you read it. Read it again, and decide what stays.`,
  );

function answer(c: Context, { graph, revision }: StoredGraph, status: 200 | 201 = 200): Response {
  const body: GraphAnswer = { graph, revision };
  return c.json(body, status, { etag: `"${revision}"` });
}

export const graphRoutes = ({ store }: Deps) => [
  route({
    method: 'get',
    path: '/api/graphs',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'Stored graphs, the last changed first',
    params: nothing,
    query: query(pageQuery),
    body: nothing,
    answers: { 200: { what: 'A page of graphs', schema: graphListSchema } },
    async handle({ c, query: page }) {
      return c.json(await store.graphs.list(page).catch(refuseCursor));
    },
  }),

  route({
    method: 'post',
    path: '/api/graphs',
    auth: 'caller',
    scope: 'edit',
    rate: 'write',
    summary: 'Store a new graph',
    params: nothing,
    query: nothing,
    body: graphBody,
    answers: { 201: { what: 'Stored', schema: graphSchema } },
    async handle({ c, body: graph }) {
      const created = await store.graphs.create(graph);
      if (created) {
        c.header('location', `/api/graphs/${graph.id}`);
        return answer(c, created, 201);
      }
      const detail = `There is a graph "${graph.id}" already. Give this one another id, or replace that one by PUT.`;
      throw new Refused(409, detail, [{ path: '/id', message: `"${graph.id}" is taken` }]);
    },
  }),

  route({
    method: 'get',
    path: '/api/graphs/:graph',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'One graph',
    params: graphParams,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'The graph, and its revision as ETag too', schema: graphSchema } },
    async handle({ c, params: { graph: id } }) {
      const stored = await store.graphs.get(id);
      if (!stored) throw unknownGraph(id);
      return answer(c, stored);
    },
  }),

  route({
    method: 'put',
    path: '/api/graphs/:graph',
    auth: 'caller',
    scope: 'edit',
    rate: 'write',
    summary: 'Replace a graph, or store it under its id. If-Match names the revision that it takes the place of',
    params: graphParams,
    query: nothing,
    body: graphBody,
    answers: { 200: { what: 'Replaced', schema: graphSchema }, 201: { what: 'Stored', schema: graphSchema } },
    async handle({ c, params: { graph: id }, body: graph }) {
      if (graph.id !== id) {
        throw new Refused(400, `The document's id is "${graph.id}", and the address says "${id}".`, [
          { path: '/id', message: `must be "${id}"` },
        ]);
      }
      const based = ifMatch(c.req.header('if-match'));
      if (based === undefined) {
        const created = await store.graphs.create(graph);
        if (created) return answer(c, created, 201);
        throw new Refused(428, `Say with If-Match which revision of "${id}" this takes the place of, or "*" for any.`);
      }
      const replaced = await store.graphs.replace(graph, based);
      if (replaced === 'missing')
        throw new Refused(412, `There is no graph "${id}" any more. Without If-Match it is stored anew.`);
      if (replaced === 'stale') throw staleGraph(id);
      return answer(c, replaced);
    },
  }),

  route({
    method: 'delete',
    path: '/api/graphs/:graph',
    auth: 'caller',
    scope: 'edit',
    rate: 'write',
    summary: 'Delete a graph; its runs stay. With If-Match only while nobody has changed it',
    params: graphParams,
    query: nothing,
    body: nothing,
    answers: { 204: { what: 'Deleted' } },
    async handle({ c, params: { graph: id } }) {
      const removed = await store.graphs.remove(id, ifMatch(c.req.header('if-match')) ?? '*');
      if (removed === 'missing') throw unknownGraph(id);
      if (removed === 'stale') throw staleGraph(id);
      return c.body(null, 204);
    },
  }),
];

export function refuseCursor(error: unknown): never {
  if (!(error instanceof BadCursor)) throw error;
  const errors = [{ path: '/cursor', message: 'is not the "next" of a page' }];
  throw new Refused(400, 'This cursor is none of ours. Begin without one.', errors);
}
