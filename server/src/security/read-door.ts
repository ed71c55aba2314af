/** How a server is reached, from its settings: which names it has, who has to log in, whose proxies are believed. */
import { shortestPassword } from '@baton/shared/api';
import { Proxies } from './client.ts';
import { isLoopback, type Door } from './door.ts';

type Environment = { [name: string]: string | undefined };

const shortestToken = 32;

export const doorHelp = `On 127.0.0.1 nobody has to log in. Where others can reach it, everybody has to, and it starts only with an admin:
  BATON_ADMIN_PASSWORD     lets "admin" log in; at least ${shortestPassword} characters
  BATON_ADMIN_TOKEN        lets programs in, as "Authorization: Bearer …"; at least ${shortestToken} characters
  BATON_HOSTS              further names under which it is reached, separated by commas
  BATON_TRUSTED_PROXIES    addresses of proxies whose X-Forwarded-For counts, such as 10.0.0.0/8
  BATON_ALLOWED_ORIGINS    pages of elsewhere that may call the API with a key, such as https://app.example.com
`;

/** @returns a problem in a sentence where what is set makes no sense. */
export function readDoor(host: string, publicUrl: string | undefined, env: Environment): Door | { problem: string } {
  const url = publicUrl === undefined ? undefined : parseUrl(publicUrl);
  if (publicUrl !== undefined && (url === undefined || url.href !== `${url.origin}/`))
    return { problem: `The public URL must be http:// or https:// and a name, without a path, not "${publicUrl}".` };
  const origins = listOf(env['BATON_ALLOWED_ORIGINS']);
  const wrong = origins.find((origin) => parseUrl(origin)?.origin !== origin);
  if (wrong !== undefined)
    return { problem: `BATON_ALLOWED_ORIGINS takes exact origins such as https://app.example.com, not "${wrong}".` };
  const proxies = readProxies(env['BATON_TRUSTED_PROXIES']);
  if (!proxies) return { problem: 'BATON_TRUSTED_PROXIES takes addresses such as 10.0.0.1 or 10.0.0.0/8.' };
  const password = env['BATON_ADMIN_PASSWORD'] ?? '';
  if (password !== '' && password.length < shortestPassword)
    return { problem: `BATON_ADMIN_PASSWORD must have at least ${shortestPassword} characters.` };
  const token = env['BATON_ADMIN_TOKEN'] ?? '';
  if (token !== '' && (token.length < shortestToken || /\s/.test(token)))
    return {
      problem: `BATON_ADMIN_TOKEN must have at least ${shortestToken} characters and no spaces. Make one with: openssl rand -hex 32`,
    };
  const names = [...(url ? [url.hostname] : []), ...listOf(env['BATON_HOSTS'])].map((name) => name.toLowerCase());
  const loopback = isLoopback(host);
  return {
    login: !loopback || names.some((name) => !isLoopback(name)) || password !== '' || token !== '',
    loopback,
    hosts: [...names, host.includes(':') ? `[${host}]` : host.toLowerCase()],
    origins,
    https: url?.protocol === 'https:',
    proxies,
  };
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function parseUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}

function readProxies(text: string | undefined): Proxies | undefined {
  try {
    return new Proxies(listOf(text));
  } catch {
    return undefined;
  }
}
