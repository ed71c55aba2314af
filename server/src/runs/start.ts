/** A run from a request: everything that could keep it from running is found before it is stored, and it is stored before anybody is told. */
import { newRunId, newThreadId, type Models } from '@baton/runtime';
import type { RunRequest } from '@baton/shared/api';
import type { Graph, Problem } from '@baton/shared/graph';
import type { Deps } from '../deps.ts';
import { toGraph } from '../document.ts';
import { Refused } from '../problem.ts';
import { problemsHere } from './check.ts';
import type { NewRun } from '../store/store.ts';
import { pinGraphs, storedGraphs } from './pins.ts';
import { viewOf } from './view.ts';

/** @throws Refused */
export async function startRun(
  { store, executor, models, mcpServers, redactor, stopping }: Deps,
  request: RunRequest,
  by?: NewRun['by'],
): Promise<{ run: string; thread: string }> {
  if (stopping()) throw new Refused(503, 'Baton is being stopped. Try again when it is back.');
  const { model, queue = false } = request;
  const input = redactor.json(request.input);
  if (request.breakpoints?.length) {
    throw new Refused(422, 'This version of Baton does not run breakpoints yet.', [
      { path: '/breakpoints', message: 'are not run yet; leave them out' },
    ]);
  }
  const { graph, version } = await graphOf(store, request);
  const at = typeof request.graph === 'string' ? '' : '/graph';
  const known = await models();
  refuseModel(known, model);
  const here = { models: known, model, servers: mcpServers };
  refuseProblems(problemsHere(graph, here), at);
  const { pins, problems } = await pinGraphs(storedGraphs(store), graph, here);
  refuseProblems(problems, at);
  const thread = request.thread ?? newThreadId();
  // Who calls by a webhook knows one graph, and is not told what is said to others.
  const only = by && graph.id;
  if (request.thread !== undefined && !(await store.runs.hasThread(thread, only))) {
    throw new Refused(404, `There is no thread "${thread}". Leave it out to begin one.`);
  }
  const run = newRunId();
  const begins = request.thread === undefined;
  const created = await store.runs.create({ run, thread, begins, graph, pins, version, input, model, queue, by });
  if (!created.ok && 'delivered' in created) return created.delivered;
  if (!created.ok) throw await threadRefusal(store, created);
  executor.wake();
  return { run, thread };
}

async function threadRefusal(
  store: Deps['store'],
  created: { unfinished: string } | { waiting: number },
): Promise<Refused> {
  if ('waiting' in created) {
    return new Refused(
      429,
      `${created.waiting} runs of this thread wait already. Send the next one when some have ended.`,
    );
  }
  const run = created.unfinished;
  const ask = (await viewOf(store, run))?.asks.find(({ open }) => open);
  if (!ask) {
    const what = 'Wait for it or cancel it, or send "queue": true to wait behind it.';
    return new Refused(409, `Run ${run} of this thread is not finished. ${what}`);
  }
  return new Refused(
    409,
    `Run ${run} of this thread waits for a person: "${ask.question.slice(0, 200)}" If this is the answer, send it to /api/runs/${run}/answer with "ask": "${ask.ask}"; otherwise cancel that run, or send "queue": true to wait behind it.`,
  );
}

async function graphOf(
  store: Deps['store'],
  { graph, version = 'draft' }: RunRequest,
): Promise<{ graph: Graph; version: number | 'draft' }> {
  if (typeof graph !== 'string') {
    if (version === 'draft') return { graph: toGraph(graph, '/graph'), version };
    const errors = [{ path: '/version', message: 'only a stored graph has versions' }];
    throw new Refused(422, 'A document that comes with the request has no versions. Leave "version" out.', errors);
  }
  const draft = await store.graphs.get(graph);
  if (!draft) throw new Refused(404, `There is no graph "${graph}".`);
  if (version === 'draft') return { graph: draft.graph, version };
  const stored = await store.versions.get(graph, version);
  if (stored) return { graph: stored.graph, version: stored.version };
  const which = version === 'published' ? 'a published version' : `a version ${version}`;
  throw new Refused(404, `Graph "${graph}" does not have ${which}. Publish it, or run its draft.`);
}

function refuseModel(models: Models, model: string | undefined): void {
  const problem = model === undefined ? undefined : models.problem(model);
  if (problem === undefined) return;
  throw new Refused(422, `This model cannot be asked: ${problem}`, [{ path: '/model', message: problem }]);
}

/** @param at JSON Pointer to where the document stands in the request. */
function refuseProblems(problems: readonly Problem[], at: string): void {
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return;
  const [first] = errors;
  throw new Refused(
    422,
    `This graph cannot run: ${first?.message ?? ''}${errors.length > 1 ? ` And ${errors.length - 1} more.` : ''}`,
    errors.map(({ path, message }) => ({ path: `${at}${path}`, message })),
  );
}
