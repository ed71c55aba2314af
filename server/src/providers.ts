/**
 * Asks a provider which models it has: a real call that costs nothing and shows that the address and the key are right.
 * The base URL is the operator's own setting, so a server on this machine is as good as any other; a redirect is not
 * followed, because the key would go with it.
 */
import type { Provider } from '@baton/runtime';
import { isObject } from '@baton/shared/graph';
import { words } from './log.ts';
import type { Egress } from './security/egress/egress.ts';

const openai = 'https://api.openai.com/v1';
/** Larger than any list of models. */
const maxBytes = 4 * 1024 * 1024;

export type Listed =
  | { ok: true; models: string[] }
  | {
      ok: false;
      message: string;
      /** It answers, and not to one with this key or none. */
      wantsKey?: true;
    };

export async function listModels(
  { baseUrl = openai, apiKey }: Provider,
  egress: Egress,
  timeoutMs: number,
): Promise<Listed> {
  const fetch = egress.door({ named: [baseUrl], limits: { maxBytes } });
  const url = `${baseUrl.replace(/\/+$/, '')}/models`;
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      const wantsKey = response.status === 401 || response.status === 403;
      return { ok: false, message: refusal(url, response, Boolean(apiKey)), ...(wantsKey && { wantsKey }) };
    }
    const models = namesIn(await json(response));
    if (models) return { ok: true, models };
    return {
      ok: false,
      message: `${url} answered, but not with a list of models. Does the base URL end in the API's version, such as /v1?`,
    };
  } catch (error) {
    return { ok: false, message: unreachable(url, error, timeoutMs) };
  }
}

function refusal(url: string, { status, headers }: Response, hasKey: boolean): string {
  if (status === 401 || status === 403)
    return `${url} answered ${status}: ${hasKey ? 'it refused the key. Check the key.' : 'it asks for a key. Enter one.'}`;
  if (status === 404) return `${url} answered 404. Does the base URL end in the API's version, such as /v1?`;
  if (status >= 300 && status < 400)
    return `${url} sends on to ${headers.get('location') ?? 'another address'}. Enter that address as the base URL.`;
  if (status === 429) return `${url} answered 429: too many requests, or no credit left.`;
  return `${url} answered ${status}.`;
}

function unreachable(url: string, error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `${url} did not answer within ${timeoutMs / 1000} s.`;
  return `${url} could not be reached: ${words(error)}`;
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function namesIn(answer: unknown): string[] | undefined {
  if (!isObject(answer) || !Array.isArray(answer['data'])) return undefined;
  const names = answer['data'].map((one: unknown) => (isObject(one) ? one['id'] : undefined));
  return names.filter((name) => typeof name === 'string').toSorted();
}
