/**
 * An http tool's request as its templates say it. Where it goes is the author's to say: what a model or a conversation
 * decides never stands in the host, and in every other place it is written so that it stays what it is: a value. A secret
 * stands alone in its braces and never in the host: what is made of one would be shown where nobody knows it for a secret.
 */
import type { Graph } from '../graph/schema.ts';
import type { Tool } from '../graph/tools.ts';
import { bodyOf, type BodyKind } from './request-body.ts';
import { urlOf } from './request-url.ts';
import { readsSecrets, secretIn } from './secret.ts';
import type { Values } from './expression.ts';
import { scopeOf } from './scope.ts';
import { valueOf, wholeOf } from './slot.ts';
import { parseTemplate, textOf, type Template } from './template.ts';

export type HttpTool = Extract<Tool, { type: 'http' }>;

export interface RequestProblem {
  /** Within the tool. */
  path: readonly PropertyKey[];
  message: string;
}

export interface HttpRequest {
  url: URL;
  method: string;
  headers: [name: string, value: string][];
  body: string | undefined;
}

export interface RequestTemplate {
  /** The names of the secrets that it sends. */
  readonly secrets: readonly string[];
  /** @param values `args`, `state`, and `secrets` with those that are named. */
  render(values: Values): { ok: true; request: HttpRequest } | { ok: false; error: string };
}

/** Headers that say how a request is carried: the client's to set. */
const carriage = /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/i;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const alone =
  'Name each secret as it stands, such as {{ secrets.SHOP_TOKEN }}, with nothing else in its braces: which one is sent cannot be worked out, and neither can anything be made of one. Text may stand around the braces; what has to be encoded, such as name:password for Basic, is kept as a secret as it is sent.';
const contentTypes: { [Kind in BodyKind]: string } = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
};

/** A template that does not parse is none of these problems: the check of expressions tells it. */
export function requestOf(
  graph: Graph,
  tool: HttpTool,
): { ok: true; request: RequestTemplate } | { ok: false; problems: RequestProblem[] } {
  const problems: RequestProblem[] = [];
  const refuse = (path: readonly PropertyKey[], message: string): void => void problems.push({ path, message });
  const scope = scopeOf(graph, { at: 'tool', args: tool.args ?? {} });
  const secrets = new Set<string>();
  const templateAt = (path: readonly PropertyKey[], source: string): Template | undefined => {
    const parsed = parseTemplate(source, scope);
    if (!parsed.ok) return undefined;
    for (const expression of parsed.template.expressions.filter(readsSecrets)) {
      const name = secretIn(expression);
      if (name !== undefined) secrets.add(name);
      else refuse(path, alone);
    }
    return parsed.template;
  };

  const method = tool.method ?? 'GET';
  const urlTemplate = templateAt(['url'], tool.url);
  const url = urlTemplate && urlOf(urlTemplate);
  if (url && !url.ok) refuse(['url'], url.message);
  const headers = Object.entries(tool.headers ?? {}).map(([name, source]): [string, Template | undefined] => {
    if (!token.test(name)) refuse(['headers', name], `"${name}" is no name of a header.`);
    else if (carriage.test(name)) refuse(['headers', name], `The header ${name} is set by Baton itself; leave it out.`);
    return [name, templateAt(['headers', name], source)];
  });
  const [, type] = Object.entries(tool.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  const bodyTemplate = tool.body === undefined ? undefined : templateAt(['body'], tool.body);
  if (tool.body !== undefined && method === 'GET')
    refuse(['body'], 'A GET request has no body; choose another method, or put the values into the address.');
  const body = bodyTemplate && bodyOf(bodyTemplate, type);

  if (problems.length > 0 || !url?.ok) return { ok: false, problems };
  return {
    ok: true,
    request: {
      secrets: [...secrets],
      render(values) {
        try {
          const sent = headers.flatMap(([name, template]) =>
            template ? [[name, headerValue(name, template, values)] as [string, string]] : [],
          );
          const text = body?.render(values);
          if (body && type === undefined) sent.push(['content-type', contentTypes[body.kind]]);
          return { ok: true, request: { url: url.render(values), method, headers: sent, body: text } };
        } catch (error) {
          return { ok: false, error: error instanceof Error ? error.message : String(error) };
        }
      },
    },
  };
}

function headerValue(name: string, template: Template, values: Values): string {
  const text = wholeOf(template.parts, `the header ${name}`, (slot) => textOf(valueOf(slot, values)));
  if (/[\0\r\n]/.test(text)) throw new Error(`the header ${name} may not have a line break`);
  if (/[^\t\x20-\xff]/.test(text)) throw new Error(`the header ${name} may not have letters beyond Latin-1`);
  return text.trim();
}
