/** What a request is refused with: RFC 9457, made from this one error wherever the refusal is decided. */
import type { ProblemDetails } from '@baton/shared/api';

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Unsupported media type',
  421: 'Misdirected request',
  422: 'Cannot be done',
  428: 'Precondition required',
  500: 'Internal error',
  503: 'Unavailable',
};

export class Refused extends Error {
  readonly status: number;
  readonly errors: ProblemDetails['errors'];

  /** @param detail what happened and what to do, to a person. */
  constructor(status: number, detail: string, errors?: ProblemDetails['errors']) {
    super(detail);
    this.name = 'Refused';
    this.status = status;
    this.errors = errors;
  }
}

export function problemResponse({ status, message, errors }: Refused, headers: Record<string, string> = {}): Response {
  const title = titles[status] ?? 'Error';
  const problem: ProblemDetails = {
    type: 'about:blank',
    title,
    status,
    detail: message,
    ...(errors ? { errors } : {}),
  };
  return Response.json(problem, { status, headers: { ...headers, 'content-type': 'application/problem+json' } });
}
