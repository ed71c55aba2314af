/** Each request with an id of its own, which the answer carries too, so that a client's report leads to the log's line. */
import { requestId } from 'hono/request-id';
import { routePath } from 'hono/route';
import type { MiddlewareHandler } from 'hono';
import type { Level, Log } from '../log.ts';
import type { Metrics } from './metrics.ts';

/** Takes the id that a proxy has given, or makes one. */
export const withRequestId = (): MiddlewareHandler => requestId({ limitLength: 64 });

/** By its pattern, not its path: an address can be a secret, as a webhook's is. */
export function watchRequests(log: Log, metrics: Metrics): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const ms = Math.round(performance.now() - began);
    const { method } = c.req;
    const { status } = c.res;
    // Of the handler that came last, which is the one that answered.
    const route = routePath(c);
    metrics.request({ method, route, status, ms });
    log(levelOf(method, status), 'request', { request: requestIdOf(c), method, route, status, ms, run: runOf(c) });
  };
}

export const requestIdOf = (c: Parameters<MiddlewareHandler>[0]): string | undefined =>
  c.get('requestId') as string | undefined;

/** The run that a request is about, or that it has made. */
function runOf(c: Parameters<MiddlewareHandler>[0]): string | undefined {
  return c.req.param('run') ?? /^\/api\/runs\/(r_\w+)$/.exec(c.res.headers.get('location') ?? '')?.[1];
}

function levelOf(method: string, status: number): Level {
  if (status >= 500) return 'warn';
  return method === 'GET' || method === 'HEAD' ? 'debug' : 'info';
}
