/** A run from a request: everything that could keep it from running is found before it is stored, and it is stored before anybody is told. */
import { newRunId, newThreadId } from '@baton/runtime';
import type { RunRequest } from '@baton/shared/api';
import type { Graph } from '@baton/shared/graph';
import type { Deps } from '../deps.ts';
import { toGraph } from '../document.ts';
import { Refused } from '../problem.ts';
import { problemsHere } from './check.ts';

/** @throws Refused */
export async function startRun(
  { store, executor, models, stopping }: Deps,
  request: RunRequest,
): Promise<{ run: string; thread: string }> {
  if (stopping()) throw new Refused(503, 'Baton is being stopped. Try again when it is back.');
  const { input, model, queue = false } = request;
  if (request.breakpoints?.length) {
    throw new Refused(422, 'This version of Baton does not run breakpoints yet.', [
      { path: '/breakpoints', message: 'are not run yet; leave them out' },
    ]);
  }
  const graph = await graphOf(store, request);
  await refuseProblems(graph, models, model, typeof request.graph === 'string' ? '' : '/graph');
  const thread = request.thread ?? newThreadId();
  if (request.thread !== undefined && !(await store.runs.hasThread(thread))) {
    throw new Refused(404, `There is no thread "${thread}". Leave it out to begin one.`);
  }
  const run = newRunId();
  const begins = request.thread === undefined;
  const created = await store.runs.create({ run, thread, begins, graph, version: 'draft', input, model, queue });
  if (!created.ok) {
    throw new Refused(
      409,
      `Run ${created.unfinished} of this thread is not finished. Wait for it, answer it or cancel it, or send "queue": true to wait behind it.`,
    );
  }
  executor.wake();
  return { run, thread };
}

async function graphOf(store: Deps['store'], { graph, version = 'draft' }: RunRequest): Promise<Graph> {
  if (typeof graph !== 'string') return toGraph(graph, '/graph');
  const stored = await store.graphs.get(graph);
  if (!stored) throw new Refused(404, `There is no graph "${graph}".`);
  if (version === 'draft') return stored.graph;
  const which = version === 'published' ? 'a published version' : `a version ${version}`;
  throw new Refused(404, `Graph "${graph}" does not have ${which}. Run its draft.`);
}

async function refuseProblems(
  graph: Graph,
  models: Deps['models'],
  model: string | undefined,
  at: string,
): Promise<void> {
  const known = await models();
  const noModel = model === undefined ? undefined : known.problem(model);
  if (noModel !== undefined)
    throw new Refused(422, `This model cannot be asked: ${noModel}`, [{ path: '/model', message: noModel }]);
  const errors = problemsHere(graph, known, model).filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return;
  const [first] = errors;
  throw new Refused(
    422,
    `This graph cannot run: ${first?.message ?? ''}${errors.length > 1 ? ` And ${errors.length - 1} more.` : ''}`,
    errors.map(({ path, message }) => ({ path: `${at}${path}`, message })),
  );
}
