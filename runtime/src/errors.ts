/** What went wrong in a node, as the format names it, and how a provider's error reads to a person. */
import type { RunError } from '@baton/shared/events';
import type { ErrorKind } from '@baton/shared/nodes';
import { fetchFailure } from './tools/services.ts';

/** A failure of a node that an `error` handoff may take on. */
export class NodeError extends Error {
  readonly kind: ErrorKind;
  /** Worth another try: the same call may go through later. */
  readonly passing: boolean;
  /** How long the provider asks to be left alone, in ms. */
  readonly retryAfterMs: number | undefined;
  readonly limit: string | undefined;
  /** The call of a model that failed with it. */
  call: RunError['call'];

  constructor(
    kind: ErrorKind,
    message: string,
    more: { passing?: boolean; retryAfterMs?: number | undefined; limit?: string; call?: RunError['call'] } = {},
  ) {
    super(message);
    this.name = 'NodeError';
    this.kind = kind;
    this.passing = more.passing ?? false;
    this.retryAfterMs = more.retryAfterMs;
    this.limit = more.limit;
    this.call = more.call;
  }
}

export const limitError = (limit: string, message: string): NodeError => new NodeError('limit', message, { limit });

export function runError(error: unknown, node: string): RunError {
  const known = error instanceof NodeError ? error : undefined;
  return {
    kind: known?.kind ?? 'model',
    message: error instanceof Error ? error.message : String(error),
    node,
    ...(known?.limit === undefined ? {} : { limit: known.limit }),
    ...(known?.call === undefined ? {} : { call: known.call }),
  };
}

interface ProviderFailure {
  status?: number;
  message?: string;
  name?: string;
  headers?: Headers | { get?: unknown };
  cause?: unknown;
}

const isFailure = (error: unknown): error is ProviderFailure => typeof error === 'object' && error !== null;

function retryAfter(error: ProviderFailure): number | undefined {
  const value = error.headers instanceof Headers ? error.headers.get('retry-after') : null;
  if (value === null) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The status codes that a later try may not meet again. */
const passingStatus = (status: number): boolean => status === 408 || status === 409 || status === 429 || status >= 500;

const advice: Readonly<Record<number, string>> = {
  401: 'It refused the key. Check the key of this provider in the settings.',
  403: 'It refused access. Check what the key of this provider may do.',
  404: 'It does not know this model, or the address is wrong. Check the model’s name and the base URL.',
  429: 'It asks for fewer requests, or the account has no credit left.',
};

/** @returns a NodeError of kind `model` that says which model failed, why, and what to do. */
export function modelError(error: unknown, model: string): NodeError {
  if (error instanceof NodeError) return error;
  const refusal = fetchFailure(error);
  if (refusal)
    return new NodeError('model', `${model} could not be asked: ${refusal.message}`, { passing: refusal.passing });
  const failure = isFailure(error) ? error : {};
  const said = (failure.message ?? String(error)).replaceAll(/\s*Troubleshooting URL:.*$/gs, '').trim();
  // A server or proxy that stumbled in the middle of its answer; the next one may be whole.
  if (error instanceof SyntaxError)
    return new NodeError('model', `${model} sent an answer that is broken: ${ended(said)}`, { passing: true });
  if (failure.status === undefined) {
    const unreachable = /connection|fetch failed|ECONN|ENOTFOUND|terminated|socket/i.test(`${failure.name} ${said}`);
    const words = unreachable
      ? `${model} could not be reached: ${said} Is the server running, and is its base URL right?`
      : `${model} failed: ${said}`;
    return new NodeError('model', words, {
      passing: unreachable || /timed? ?out|aborted|premature|unexpected end/i.test(said),
    });
  }
  return new NodeError(
    'model',
    [`${model} answered ${failure.status}: ${ended(said)}`, advice[failure.status]].filter(Boolean).join(' '),
    {
      passing: passingStatus(failure.status),
      retryAfterMs: retryAfter(failure),
    },
  );
}

/** As a sentence. */
const ended = (said: string): string => `${said.replace(/\.+$/, '')}.`;

/** In a sentence. */
export const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
