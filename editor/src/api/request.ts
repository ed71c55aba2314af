/** One request to Baton's own API: JSON in and out, and every failure as an `ApiError` that can be shown to a person. */
import { paths, type ProblemDetails } from '@baton/shared/api';
import { isObject } from '@baton/shared/graph';

/** What went wrong. `status` 0: the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: readonly { path: string; message: string }[];

  constructor(problem: Pick<ProblemDetails, 'status' | 'title' | 'detail' | 'errors'>) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.title = problem.title;
    this.errors = problem.errors ?? [];
  }

  /** Nobody answered, or only a proxy did: worth trying again by itself. */
  get offline(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export interface Asking {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Goes out even when the page is being left. */
  keepalive?: boolean;
}

const listeners: (() => void)[] = [];

/** To be told when the server does not know who is asking: a session has ended. */
export const onUnknown = (listener: () => void): void => void listeners.push(listener);

/** @param status of an answer to anything but a login. */
export function noticeUnknown(status: number): void {
  if (status === 401) for (const listener of listeners) listener();
}

const json = { accept: 'application/json' };
const sent = new Map<string, Promise<Response>>();

/** Asks for what will soon be wanted: the first request for the same path takes the answer, if it is one. */
export function askAhead(path: string): void {
  const answer = fetch(path, { headers: json });
  sent.set(path, answer);
  answer.catch(() => sent.delete(path));
}

async function takeSent(path: string): Promise<Response | undefined> {
  const answer = sent.get(path);
  sent.delete(path);
  const response = await answer?.catch(() => undefined);
  return response?.ok ? response : undefined;
}

export async function request<Answer>(
  path: string,
  { method = 'GET', body, headers, signal, keepalive = false }: Asking = {},
): Promise<Answer> {
  const ready = method === 'GET' ? await takeSent(path) : undefined;
  const init: RequestInit = {
    method,
    keepalive,
    headers: {
      ...json,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
  const response = ready ?? (await reach(path, init));
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
  noticeUnknown(response.status);
  throw new ApiError(await problemOf(response));
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError({
      status: 0,
      title: 'Baton’s server cannot be reached',
      detail: 'The server does not answer.',
    });
  }
}

async function problemOf(response: Response): Promise<Pick<ProblemDetails, 'status' | 'title' | 'detail' | 'errors'>> {
  const fallback = {
    status: response.status,
    title: `The server answered ${response.status}`,
    detail: `The server answered ${response.status} ${response.statusText}`.trim() + ' and did not say why.',
  };
  try {
    const body: unknown = await response.json();
    if (!isObject(body)) return fallback;
    const { title, detail, errors } = body as Partial<ProblemDetails>;
    return {
      status: response.status,
      title: title ?? fallback.title,
      detail: detail ?? title ?? fallback.detail,
      ...(Array.isArray(errors) ? { errors } : {}),
    };
  } catch {
    return fallback;
  }
}

/** @returns whether the server can be reached. */
export const answers = (): Promise<boolean> =>
  reach(paths.health, {}).then(
    ({ ok }) => ok,
    () => false,
  );

/** @returns a sentence for a person, whatever was thrown; what was asked for is theirs to ask for again. */
export const sentence = (error: unknown): string => told(error, ', then try once more');

/** @returns the same where the page asks again by itself, until there is an answer. */
export const waitingSentence = (error: unknown): string => told(error, ' and this page goes on by itself');

function told(error: unknown, then: string): string {
  if (!(error instanceof Error)) return String(error);
  const away = error instanceof ApiError && error.status === 0;
  return away ? `${error.message} It may have been stopped; start it again${then}.` : error.message;
}
