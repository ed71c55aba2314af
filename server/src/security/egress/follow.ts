/** One request to its answer, over redirects: each of them is looked at as if it were the first. */
import { isIP } from 'node:net';
import { fetch as send, type Dispatcher } from 'undici';
import { bareHost, isPublic } from './addresses.ts';
import { portOf, privateAddress, type Allows } from './agent.ts';
import { EgressError, explained, refused } from './error.ts';
import { limited } from './response.ts';

const maxRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface Request {
  url: URL;
  method: string;
  headers: Headers;
  body: BodyInit | null;
}

export interface Way {
  dispatcher: () => Dispatcher;
  allows: Allows;
  maxBytes: number;
}

/** @throws EgressError, or what the caller's signal says. */
export async function follow(first: URL, init: RequestInit, way: Way): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', 'baton');
  let request: Request = { url: first, method: init.method?.toUpperCase() ?? 'GET', headers, body: init.body ?? null };
  for (let hop = 0; ; hop++) {
    const { url } = request;
    const response = await once(request, init.signal ?? null, way).catch((error: unknown) => {
      if (error instanceof EgressError && url.origin !== first.origin) error.elsewhere = true;
      throw error;
    });
    const location = redirects.has(response.status) ? response.headers.get('location') : null;
    if (location === null || init.redirect === 'manual') return limited(response, url, first.host, way.maxBytes);
    await response.body?.cancel();
    if (init.redirect === 'error') throw refused(`${url.host} sends on to another address, and that is not followed.`);
    if (hop === maxRedirects) throw refused(`${first.host} sends on more than ${maxRedirects} times.`);
    request = redirected(request, response.status, location);
  }
}

async function once({ url, method, headers, body }: Request, signal: AbortSignal | null, way: Way) {
  check(url, way.allows);
  try {
    return await send(url, {
      method,
      headers: [...headers],
      body: body as never,
      signal,
      dispatcher: way.dispatcher(),
      redirect: 'manual',
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
  } catch (error) {
    throw explained(error, url.host);
  }
}

/** What a socket's lookup does not see: the scheme, a user's name in the address, and addresses written as such. */
function check(url: URL, allows: Allows): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused(`Baton calls http and https addresses only, not ${url.protocol}//…`);
  if (url.username !== '' || url.password !== '')
    throw refused(`Baton does not call ${url.host} with a name or password in the address. Send them as a header.`);
  const host = bareHost(url.hostname);
  if (isIP(host) && !isPublic(host) && !allows(host, portOf(url))) throw privateAddress(host, undefined);
}

/** Another origin gets none of the caller's headers, where keys stand, and nothing of what was sent. */
function redirected({ url, method, headers, body }: Request, status: number, location: string): Request {
  if (!URL.canParse(location, url)) throw refused(`${url.host} sends on to what is no address.`);
  const next = new URL(location, url);
  const repeats = status === 307 || status === 308;
  const becomesGet = !repeats && (status === 303 ? method !== 'HEAD' : method === 'POST');
  const sent = becomesGet ? null : body;
  if (next.origin !== url.origin) {
    if (sent !== null) throw refused(`${url.host} sends on to another host, and what was sent is not given to that.`);
    return {
      url: next,
      method: becomesGet ? 'GET' : method,
      headers: new Headers({ 'user-agent': 'baton' }),
      body: null,
    };
  }
  if (sent instanceof ReadableStream)
    throw refused(`${url.host} wants to be sent everything again, and it was a stream.`);
  const kept = new Headers(headers);
  if (becomesGet) for (const name of ['content-type', 'content-length']) kept.delete(name);
  return { url: next, method: becomesGet ? 'GET' : method, headers: kept, body: sent };
}
