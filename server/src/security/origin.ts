/**
 * Which web pages may talk to this server: its own, and those that the operator has named. The Host tells a page that
 * got here by a name of its own (DNS rebinding), Origin and Sec-Fetch-Site tell a page of elsewhere (cross-site request
 * forgery). A page cannot leave these headers out or write them itself; a program that is no page has none of them.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { Refused } from '../problem.ts';
import { isAddressed, type Door } from './door.ts';

const maxAgeSeconds = '600';

export function originGuard(door: Door): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (!isAddressed(door, host)) throw misdirected(door, host);
    if (!door.login) refuseForwarded(c);
    const origin = c.req.header('origin');
    if (origin !== undefined && door.origins.includes(origin)) {
      if (c.req.method === 'OPTIONS') return preflight(origin);
      await next();
      return shareWith(origin, c.res.headers);
    }
    if (isForeign(c, host)) throw new Refused(403, 'A page of another site may not do this.');
    return next();
  };
}

/** Whether the request says that a page of ours, or of a named origin, sent it. */
export const saysWhence = (c: Context): boolean =>
  c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') !== undefined;

export const isNamedOrigin = (c: Context, { origins }: Door): boolean => origins.includes(c.req.header('origin') ?? '');

function misdirected({ loopback }: Door, host: string): Refused {
  const name = host.slice(0, 100);
  const how = loopback
    ? 'Use http://localhost or http://127.0.0.1 with its port.'
    : 'Its operator names it with --public-url or BATON_HOSTS.';
  return new Refused(421, `This server is not known as "${name}". ${how}`);
}

/** What proxies add: https://www.rfc-editor.org/rfc/rfc7239, https://www.rfc-editor.org/rfc/rfc9110#name-via, and habits. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** Somebody else's requests must not come in as this machine's own. */
function refuseForwarded(c: Context): void {
  if (proxyHeaders.every((name) => c.req.header(name) === undefined)) return;
  throw new Refused(
    403,
    'This came through a proxy, and this server lets everybody in without login. Start it with --public-url and BATON_ADMIN_PASSWORD.',
  );
}

/** The files of the editor are anybody's to load; what is in the API is not, whether it is read or written. */
function isForeign(c: Context, host: string): boolean {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const reads = ['GET', 'HEAD'].includes(c.req.method);
  if (reads && !c.req.path.startsWith('/api')) return false;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return origin !== undefined && hostOf(origin) !== host.toLowerCase();
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** https://fetch.spec.whatwg.org/#http-cors-protocol. Without credentials: such a page brings a key, never a cookie. */
function preflight(origin: string): Response {
  const headers = new Headers({
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    'access-control-allow-headers': 'authorization, content-type, if-match, last-event-id',
    'access-control-max-age': maxAgeSeconds,
  });
  shareWith(origin, headers);
  return new Response(null, { status: 204, headers });
}

function shareWith(origin: string, headers: Headers): void {
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', 'etag, location, retry-after');
  headers.set('cross-origin-resource-policy', 'cross-origin');
  headers.append('vary', 'origin');
}
