/** Errors as OpenAI's API answers them: https://platform.openai.com/docs/guides/error-codes. */

export interface Rejection {
  status: number;
  /** The rule that was broken, as `code`: a stable name for tests. */
  code: string | null;
  message: string;
  /** Where in the request, as `messages.[2].content`. */
  param?: string;
  type?: string;
  /** Seconds. */
  retryAfter?: number;
}

/** @returns a rejection with status 400. */
export function invalid(code: string, param: string, message: string): Rejection {
  return { status: 400, code, param, message };
}

export function rejectionBody({ status, code, message, param, type }: Rejection): object {
  return { error: { message, type: type ?? typeFor(status), param: param ?? null, code } };
}

function typeFor(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
