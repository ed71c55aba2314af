/** Published versions of a graph: what others may rely on while the draft goes on changing. */
import { publishRequest, type VersionAnswer } from '@baton/shared/api';
import { id as graphId } from '@baton/shared/graph';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { problemsHere } from '../runs/check.ts';
import { versionDocumentSchema, versionListSchema, versionSchema } from './answers.ts';
import { refuseCursor, staleGraph, unknownGraph } from './graphs.ts';
import { graphParams, ifMatch, pageQuery } from './inputs.ts';
import { body, nothing, params, query, route } from './route.ts';

const publishBytes = 16 * 1024;

export const versionRoutes = ({ store, models }: Deps) => [
  route({
    method: 'get',
    path: '/api/graphs/:graph/versions',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'The published versions of a graph, newest first',
    params: graphParams,
    query: query(pageQuery),
    body: nothing,
    answers: { 200: { what: 'A page of versions', schema: versionListSchema } },
    async handle({ c, params: { graph: id }, query: page }) {
      if (!(await store.graphs.get(id))) throw unknownGraph(id);
      return c.json(await store.versions.list(id, page).catch(refuseCursor));
    },
  }),

  route({
    method: 'get',
    path: '/api/graphs/:graph/versions/:version',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'One published version, with its document',
    params: params({ graph: graphId, version: z.coerce.number().int().positive() }),
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'The version', schema: versionDocumentSchema } },
    async handle({ c, params: { graph: id, version } }) {
      const stored = await store.versions.get(id, version);
      if (!stored) throw new Refused(404, `Graph "${id}" has no version ${version}.`);
      const answer: VersionAnswer = stored;
      return c.json(answer, 200, { etag: `"${stored.revision}"` });
    },
  }),

  route({
    method: 'post',
    path: '/api/graphs/:graph/publish',
    auth: 'caller',
    scope: 'edit',
    rate: 'write',
    summary:
      'Make the draft the next version. With If-Match only that revision; content that the newest version has already makes no other',
    params: graphParams,
    query: nothing,
    body: body(publishRequest, publishBytes),
    answers: {
      201: { what: 'Published', schema: versionSchema },
      200: { what: 'The newest version has this content already; it is that one', schema: versionSchema },
    },
    async handle({ c, params: { graph: id }, body: { note = '' } }) {
      const draft = await store.graphs.get(id);
      if (!draft) throw unknownGraph(id);
      const based = ifMatch(c.req.header('if-match')) ?? '*';
      if (based !== '*' && based !== draft.revision) throw staleGraph(id);
      // Which models and MCP servers there are is the settings' matter and may change; that the graph can run is its own.
      const errors = problemsHere(draft.graph, { models: await models(), model: 'script' }).filter(
        ({ severity }) => severity === 'error',
      );
      if (errors.length > 0) {
        const detail = `This draft cannot run, so it is not published: ${errors[0]?.message ?? ''}`;
        throw new Refused(
          422,
          detail,
          errors.map(({ path, message }) => ({ path, message })),
        );
      }
      const published = await store.versions.publish(id, note, draft.revision);
      if (published === 'missing') throw unknownGraph(id);
      if (published === 'stale') throw staleGraph(id);
      if (published.made) c.header('location', `/api/graphs/${id}/versions/${published.version.version}`);
      return c.json(published.version, published.made ? 201 : 200);
    },
  }),
];
