/** Starting a run, answering its questions, cancelling it. Its events come by stream.ts. */
import {
  type AnswerRequest,
  paths,
  type RunList,
  type RunRequest,
  type RunStarted,
  type RunView,
} from '@baton/shared/api';
import type { RunStatus } from '@baton/shared/events';
import { request } from './request.ts';

export const startRun = (body: RunRequest): Promise<RunStarted> =>
  request<RunStarted>(paths.runs, { method: 'POST', body });

export interface RunFilter {
  graph?: string | undefined;
  status?: RunStatus | undefined;
  cursor?: string | undefined;
}

/** A page of runs, the newest first. */
export function listRuns(filter: RunFilter, signal?: AbortSignal): Promise<RunList> {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return request<RunList>(`${paths.runs}?${query}`, { signal });
}

export const readRun = (run: string, signal?: AbortSignal): Promise<RunView> =>
  request<RunView>(paths.run(run), { signal });

export const answerRun = (run: string, body: AnswerRequest): Promise<unknown> =>
  request(paths.answer(run), { method: 'POST', body });

export const cancelRun = (run: string): Promise<unknown> => request(paths.cancel(run), { method: 'POST', body: {} });
