/** The address of a request: its host is written by the author, or is a secret; values are percent-encoded. */
import type { Expression, Values } from './expression.ts';
import { valueOf } from './slot.ts';
import { textOf, type Template } from './template.ts';

export type UrlTemplate = { ok: true; render(values: Values): URL } | { ok: false; message: string };

/** Scheme and host, to where the path begins; a secret may hold both. */
const origin = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?![a-z][a-z0-9+.-]*:[/\\]))[^/?#\\]+(?=[/?#\\])/i;

/** Nothing but secrets and constants: an operator's word. */
const isFixed = ({ reads }: Expression): boolean => reads.every(([root]) => root === 'secrets');

export function urlOf({ parts }: Template): UrlTemplate {
  const first = parts.findIndex((part) => typeof part !== 'string' && !isFixed(part));
  const head = (first < 0 ? parts : parts.slice(0, first))
    .map((part) => (typeof part === 'string' ? part : 'x'))
    .join('');
  const [host] = origin.exec(head) ?? [];
  if (first >= 0 && host === undefined) return refused(parts[first] as Expression);
  // A secret may be the beginning of the address or all of it; what it says is looked at when it is sent.
  const written = typeof parts[0] === 'string' && parts[0] !== '' ? problemOf(head) : undefined;
  if (written !== undefined) return { ok: false, message: written };
  const hostLength = host?.length ?? head.length;
  return { ok: true, render: (values) => render(parts, hostLength, values) };
}

const refused = ({ source }: Expression): UrlTemplate => ({
  ok: false,
  message: `The host of the address must be written out, or be a secret: {{ ${source.trim()} }} comes from the conversation, and would decide where the request goes. It may stand after the host and a "/".`,
});

function problemOf(text: string): string | undefined {
  if (!URL.canParse(text)) return `"${text}" is no address; it begins with https:// and a host.`;
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return `An http tool calls https or http, not ${protocol}//…`;
  if (username !== '' || password !== '')
    return 'A name or password does not belong into the address; send it as a header.';
  return undefined;
}

/** @throws Error in words. */
function render(parts: Template['parts'], hostLength: number, values: Values): URL {
  let [text, plain, place] = ['', '', 0];
  for (const part of parts) {
    const inHost = place < hostLength;
    place += typeof part === 'string' ? part.length : 1;
    const piece = typeof part === 'string' ? part : written(part, inHost, text, values);
    text += piece;
    plain += typeof part === 'string' || isFixed(part) ? piece : 'x';
  }
  if (!URL.canParse(text)) throw new Error('what the templates make is no address');
  const [url, expected] = [new URL(text), new URL(plain)];
  if (stepsIn(text) !== stepsIn(plain)) throw new Error('a value in the path may not be "." or ".."');
  if (url.origin !== expected.origin || url.username !== '' || url.password !== '')
    throw new Error('the values would change where the request goes');
  return url;
}

/** How many parts of the path are `.` or `..`, which lead elsewhere. */
const stepsIn = (text: string): number => [...pathIn(text).matchAll(/(?:^|[/\\])(?:\.|%2e){1,2}(?=$|[/\\])/gi)].length;

/** What stands between the host and the query. */
const pathIn = (text: string): string => text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*/i, '').replace(/[?#].*$/s, '');

function written(part: Expression, inHost: boolean, before: string, values: Values): string {
  const text = textOf(valueOf(part, values));
  if (inHost) return text;
  if (text === '' && !/[?#]/.test(before))
    throw new Error(`{{ ${part.source.trim()} }} is empty, and stands in the path`);
  if (!text.isWellFormed()) throw new Error(`{{ ${part.source.trim()} }} is no well-formed text`);
  return encodeURIComponent(text);
}
