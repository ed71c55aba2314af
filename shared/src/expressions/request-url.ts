/** The address of a request: its host is written by the author; values are percent-encoded. */
import type { Expression, Values } from './expression.ts';
import { readsSecrets } from './secret.ts';
import { valueOf, wholeOf } from './slot.ts';
import { textOf, type Template } from './template.ts';

export type UrlTemplate = { ok: true; render(values: Values): URL } | { ok: false; message: string };

/** Scheme and host, to where the path begins. */
const origin = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?![a-z][a-z0-9+.-]*:[/\\]))[^/?#\\]+(?=[/?#\\])/i;

export function urlOf({ parts, expressions }: Template): UrlTemplate {
  const [head = ''] = parts;
  const [first] = expressions;
  const written = typeof head === 'string' ? head : '';
  if (first && !origin.test(written)) return refused(first);
  const message = problemOf(written);
  return message === undefined ? { ok: true, render: (values) => render(parts, values) } : { ok: false, message };
}

function refused(slot: Expression): UrlTemplate {
  const what = `{{ ${slot.source.trim()} }}`;
  const message = readsSecrets(slot)
    ? `The host of the address must be written out: ${what} is a secret, and hosts are told in errors and looked up by name. A secret may stand after the host and a "/", in a header or in the body.`
    : `The host of the address must be written out: ${what} comes from the conversation, and would decide where the request goes. It may stand after the host and a "/".`;
  return { ok: false, message };
}

function problemOf(text: string): string | undefined {
  if (!URL.canParse(text)) return `"${text}" is no address; it begins with https:// and a host.`;
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return `An http tool calls https or http, not ${protocol}//…`;
  if (username !== '' || password !== '')
    return 'A name or password does not belong into the address; send it as a header.';
  return undefined;
}

/** @throws Error in words. */
function render(parts: Template['parts'], values: Values): URL {
  let isBehindPath = false;
  const text = wholeOf(parts, 'the address', (slot, before) => {
    isBehindPath ||= /[?#]/.test(before);
    return encoded(slot, isBehindPath, values);
  });
  const plain = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
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

function encoded(part: Expression, isBehindPath: boolean, values: Values): string {
  const text = textOf(valueOf(part, values));
  if (text === '' && !isBehindPath) throw new Error(`{{ ${part.source.trim()} }} is empty, and stands in the path`);
  if (!text.isWellFormed()) throw new Error(`{{ ${part.source.trim()} }} is no well-formed text`);
  return encodeURIComponent(text);
}
