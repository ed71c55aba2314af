/** Runs: started, listed, looked at, answered, cancelled. */
import { answerRequest, runRequest, type RunRequest, type RunStarted } from '@baton/shared/api';
import { isObject } from '@baton/shared/graph';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { answerRun } from '../runs/answer.ts';
import { refuseBelow, type Caller } from '../security/access.ts';
import { follow } from '../runs/follow.ts';
import { startRun } from '../runs/start.ts';
import { viewOf } from '../runs/view.ts';
import { runListSchema, runStartedSchema, viewSchema } from './answers.ts';
import { refuseCursor } from './graphs.ts';
import { graphBytes, pageQuery, runParams } from './inputs.ts';
import { body, nothing, query, route, type BodyInput } from './route.ts';
import { eventStream } from './stream.ts';

export const unknownRun = (run: string) => new Refused(404, `There is no run "${run}".`);

/** An answer may carry a document that somebody pasted. */
const answerBytes = 1024 * 1024;

/** zod leaves a key like `__proto__` out without a word; a document goes to the format's own reader as it came. */
const startBody: BodyInput<RunRequest> = {
  ...body(runRequest, graphBytes),
  parse(value) {
    const request = body(runRequest, graphBytes).parse(value);
    const graph = isObject(value) ? value['graph'] : undefined;
    return isObject(graph) ? { ...request, graph } : request;
  },
};

const wantsStream = (c: Context): boolean => (c.req.header('accept') ?? '').includes('text/event-stream');

export const runRoutes = (deps: Deps) => [
  route({
    method: 'post',
    path: '/api/runs',
    auth: 'caller',
    scope: 'run',
    rate: 'run',
    summary:
      'Start a run. With "Accept: text/event-stream" the answer is its stream; with "wait" it comes when the run ended or waits for a person',
    params: nothing,
    query: nothing,
    body: startBody,
    answers: {
      201: { what: 'Stored, and going to run', schema: runStartedSchema },
    },
    async handle({ c, caller, body: request }) {
      // Whoever may write a graph can have it send any secret, and run code.
      if (typeof request.graph !== 'string') refuseBelow(caller, 'edit', 'a graph that is not a stored one');
      const started: RunStarted = await startRun(deps, request);
      const { run } = started;
      const init = { status: 201, headers: { location: `/api/runs/${run}` } } as const;
      const untilPause = request.wait === true;
      if (wantsStream(c)) return eventStream(deps, { run, after: 0, untilPause, caller }, init);
      if (!untilPause) return c.json(started, init);
      await ended(deps, run, caller, c.req.raw.signal);
      const view = await viewOf(deps.store, run);
      const answer: RunStarted = { ...started, ...(view ? { view } : {}) };
      return c.json(answer, init);
    },
  }),

  route({
    method: 'get',
    path: '/api/runs',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'Runs, the newest first',
    params: nothing,
    query: query({
      ...pageQuery,
      graph: z.string().max(100).optional(),
      thread: z.string().max(100).optional(),
      status: z.enum(['queued', 'running', 'paused', 'finished', 'failed', 'cancelled']).optional(),
    }),
    body: nothing,
    answers: { 200: { what: 'A page of runs', schema: runListSchema } },
    async handle({ c, query: { limit, cursor, ...filter } }) {
      return c.json(await deps.store.runs.list({ limit, cursor }, filter).catch(refuseCursor));
    },
  }),

  route({
    method: 'get',
    path: '/api/runs/:run',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'The view that a run’s events reduce to',
    params: runParams,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'The view', schema: viewSchema } },
    async handle({ c, params: { run } }) {
      const view = await viewOf(deps.store, run);
      if (!view) throw unknownRun(run);
      return c.json(view);
    },
  }),

  route({
    method: 'post',
    path: '/api/runs/:run/answer',
    auth: 'caller',
    scope: 'run',
    rate: 'write',
    summary: 'Answer a person’s question. An answer that does not fit the question’s schema changes nothing',
    params: runParams,
    query: nothing,
    body: body(answerRequest, answerBytes),
    answers: { 202: { what: 'Stored; the run goes on' } },
    async handle({ c, caller, params: { run }, body: { ask, node, answer, by = 'user' } }) {
      if (!(await deps.store.runs.get(run))) throw unknownRun(run);
      const given = await answerRun(deps, run, { ask, node, answer, by: caller.kind === 'local' ? by : caller.name });
      if (given.ok) return c.json({ run, ask: given.ask }, 202);
      if (given.reason === 'closed') throw new Refused(409, given.message);
      const errors = given.errors.map(({ path, message }) => ({ path: `/answer${path}`, message }));
      throw new Refused(given.reason === 'unknown' ? 404 : 422, given.message, errors);
    },
  }),

  route({
    method: 'post',
    path: '/api/runs/:run/cancel',
    auth: 'caller',
    scope: 'run',
    rate: 'write',
    summary: 'End a run. What was said stays',
    params: runParams,
    query: nothing,
    body: nothing,
    answers: { 202: { what: 'Stored; the run ends as soon as its step lets it' } },
    async handle({ c, params: { run } }) {
      const record = await deps.store.runs.get(run);
      if (!record) throw unknownRun(run);
      if (await deps.executor.cancel(run)) return c.json({ run, thread: record.thread }, 202);
      throw new Refused(409, `Run ${run} has ended already.`);
    },
  }),
];

/** Waits until a run has ended or waits for a person; a client that leaves is not waited for. */
async function ended(
  { store, hub, heartbeatMs, watch }: Deps,
  run: string,
  caller: Caller,
  left: AbortSignal,
): Promise<void> {
  const right = watch.hold(caller, 'read');
  try {
    const signal = AbortSignal.any([left, right.signal]);
    for await (const _ of follow({ run, after: 0, untilPause: true, heartbeatMs, signal }, store, hub));
  } finally {
    right.leave();
  }
  if (right.signal.aborted) throw new Refused(403, `The right to see run ${run} has ended meanwhile. The run goes on.`);
}
