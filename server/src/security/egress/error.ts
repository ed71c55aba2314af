/** Why a request did not go out or did not come back, as a sentence: its readers are people and models. */

/** Codes of failures before anything was sent. */
const notSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export class EgressError extends Error {
  /** Such as `ECONNREFUSED`, or `EGRESS_REFUSED` where Baton itself does not let it out. */
  readonly code: string;
  /** The same request may go through later. */
  readonly passing: boolean;
  /** Nothing was sent, so that trying again cannot do a thing twice. */
  readonly sent: boolean;
  /** It is about another host than the one that was asked for, which sent on to it. */
  elsewhere = false;

  constructor(code: string, message: string, passing = false) {
    super(message);
    this.name = 'EgressError';
    this.code = code;
    this.passing = passing;
    this.sent = passing && !notSent.has(code);
  }
}

export const refused = (message: string): EgressError => new EgressError('EGRESS_REFUSED', message);

const reasons: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'refused the connection. Is it running, and is the port right?'],
  ['ENOTFOUND', 'has no address. Is its name spelled right?'],
  ['EAI_AGAIN', 'could not be looked up; the name server did not answer.'],
  ['ECONNRESET', 'cut the connection.'],
  ['UND_ERR_SOCKET', 'cut the connection.'],
  ['UND_ERR_CONNECT_TIMEOUT', 'did not take the connection in time.'],
  ['UND_ERR_HEADERS_TIMEOUT', 'did not answer in time.'],
  ['UND_ERR_BODY_TIMEOUT', 'began to answer and then went silent.'],
  ['UND_ERR_HEADERS_OVERFLOW', 'sent more header than Baton takes.'],
]);

interface Coded {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
}

/** @returns the innermost of an error and its causes: the one that knows. */
function innermost(error: unknown): Coded {
  let found = error as Coded;
  while (typeof found === 'object' && found !== null && typeof found.cause === 'object' && found.cause !== null)
    found = found.cause;
  return found;
}

/** What undici threw, in words. What the caller's own signal threw stays as it is. */
export function explained(error: unknown, host: string): unknown {
  if (error instanceof EgressError) return error;
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) return error;
  const inner = innermost(error);
  if (inner instanceof EgressError) return inner;
  const code = typeof inner.code === 'string' ? inner.code : '';
  const reason = reasons.get(code);
  if (reason !== undefined) return new EgressError(code, `${host} ${reason}`, code !== 'UND_ERR_HEADERS_OVERFLOW');
  const said = typeof inner.message === 'string' ? inner.message : String(error);
  return new EgressError(code, `${host} could not be asked: ${said}`, code.startsWith('E'));
}
