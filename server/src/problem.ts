/** What a request is refused with: RFC 9457, made from this one error wherever the refusal is decided. */
import type { ProblemDetails } from '@baton/shared/api';
import { isHeld } from './store/patient.ts';

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Unsupported media type',
  421: 'Misdirected request',
  422: 'Cannot be done',
  428: 'Precondition required',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Unavailable',
  507: 'Insufficient storage',
};

export class Refused extends Error {
  readonly status: number;
  readonly errors: ProblemDetails['errors'];
  readonly headers: Record<string, string>;

  /** @param detail what happened and what to do, to a person. */
  constructor(status: number, detail: string, errors?: ProblemDetails['errors'], headers: Record<string, string> = {}) {
    super(detail);
    this.name = 'Refused';
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

/** What a person is told when the store could not do it. Nothing of such a request is stored. */
export function storeRefusal(code: string): Refused {
  if (code === 'SQLITE_FULL')
    return new Refused(
      507,
      'The disk with Baton’s data is full, so nothing of this was stored. Make room, and try again.',
    );
  if (isHeld(code))
    return new Refused(503, 'Another program holds Baton’s database, so nothing of this was stored. Try again.');
  return new Refused(500, 'Baton’s data could not be read or written; its log says why. Nothing of this was stored.');
}

export function problemOf({ status, message, errors }: Refused): ProblemDetails {
  const title = titles[status] ?? 'Error';
  return {
    type: 'about:blank',
    title,
    status,
    detail: message,
    ...(errors ? { errors } : {}),
  };
}

export function problemResponse(refused: Refused): Response {
  const headers = { ...refused.headers, 'content-type': 'application/problem+json' };
  return Response.json(problemOf(refused), { status: refused.status, headers });
}
