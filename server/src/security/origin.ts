/**
 * Who may talk to a server that asks for no login: this machine's own programs and Baton's own page, and no other web
 * page. The Host tells a page that got here by a name of its own (DNS rebinding), Origin and Sec-Fetch-Site tell a
 * page of elsewhere that writes (cross-site request forgery).
 */
import type { MiddlewareHandler } from 'hono';
import { Refused } from '../problem.ts';

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @param hosts further names under which this server may be addressed, without port. */
export function originGuard(hosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set([...loopback, ...hosts]);
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (!allowed.has(nameOf(host))) {
      throw new Refused(
        421,
        `This server is not known as "${host.slice(0, 100)}". Use http://localhost or http://127.0.0.1 with its port.`,
      );
    }
    if (!reads.has(c.req.method)) refuseForeign(c.req.header('origin'), c.req.header('sec-fetch-site'), host);
    await next();
  };
}

const nameOf = (host: string): string => host.replace(/:\d*$/, '').toLowerCase();

function refuseForeign(origin: string | undefined, site: string | undefined, host: string): void {
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== undefined && hostOf(origin) !== host.toLowerCase();
  if (foreignSite || foreignOrigin) throw new Refused(403, 'A page of another site may not do this.');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
