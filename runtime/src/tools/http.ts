/** Tools that are one HTTP request: made from templates, sent through the door, and answered in data or in words. */
import { compileExpression, requestOf, scopeOf, type HttpRequest } from '@baton/shared/expressions';
import type { Graph, Json, JsonObject, Tool } from '@baton/shared/graph';
import { parseJson } from './parse-json.ts';
import { refuseElsewhere, secretsFor, valuesOf, type NamedSecrets } from './secrets.ts';
import { fetchFailure, type ToolServices } from './services.ts';
import { noArguments, ToolError, timeoutMs, type ToolCallContext, type ToolRunner } from './tool.ts';

type HttpTool = Extract<Tool, { type: 'http' }>;

const seconds = 30;
/** How much of an answer that is an error is told. */
const longestExcerpt = 1000;
/** Doing it twice is the same as doing it once. */
const repeatable: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE']);

export const httpRunner: ToolRunner<HttpTool> = {
  isRepeatable: ({ method = 'GET' }) => repeatable.has(method),
  async offer(tool, { graph }) {
    return [
      {
        name: tool.id,
        description: tool.description ?? '',
        parameters: tool.args ?? noArguments,
        call: (args, context) => call(graph, tool, args, context),
      },
    ];
  },
};

async function call(graph: Graph, tool: HttpTool, args: JsonObject, context: ToolCallContext): Promise<Json> {
  const { services, state, idempotencyKey } = context;
  const { fetch } = services;
  if (!fetch) throw new ToolError('no request can be sent from here: this process has no way out');
  const { redact = (value) => value } = services;
  const { request, secrets } = await requestFor(graph, tool, { args, state }, services);
  const headers = new Headers(request.headers);
  if (!headers.has('accept')) headers.set('accept', 'application/json, text/plain;q=0.9, */*;q=0.5');
  if (request.method !== 'GET' && !headers.has('idempotency-key')) headers.set('idempotency-key', idempotencyKey);
  const send = async (signal: AbortSignal): Promise<Answer> => {
    const received = await fetch(request.url, {
      method: request.method,
      headers,
      body: request.body ?? null,
      signal,
    });
    const { status } = received;
    // What a host sends back of its secrets is taken out while it is whole: of a part of one nobody could tell.
    return redact({ status, headers: Object.fromEntries(received.headers), body: await readBody(received) });
  };
  const response = await answered(request, secrets.size > 0, timeoutMs(tool, seconds), context.signal, send);
  if (response.status < 200 || response.status > 299) throw refusal(request, response);
  return taken(graph, tool, response);
}

/** The request with the secrets that are in it; from here on nothing of it but its host is told to anybody. */
async function requestFor(
  graph: Graph,
  tool: HttpTool,
  values: { args: JsonObject; state: JsonObject },
  { secretOf }: ToolServices,
): Promise<{ request: HttpRequest; secrets: NamedSecrets }> {
  const made = requestOf(graph, tool);
  if (!made.ok)
    throw new ToolError(made.problems.map(({ message }) => message).join(' ') || 'its templates cannot be read');
  const secrets = await secretsFor(made.request.secrets, secretOf);
  const rendered = made.request.render({ ...values, secrets: valuesOf(secrets) });
  if (!rendered.ok) throw new ToolError(rendered.error);
  refuseElsewhere(secrets, rendered.request.url);
  return { request: rendered.request, secrets };
}

interface Answer {
  status: number;
  headers: { [name: string]: string };
  body: Json;
}

/** @throws ToolError in words, or what stopped the run. */
async function answered<Result>(
  { url, method }: HttpRequest,
  hasSecrets: boolean,
  ms: number,
  stopped: AbortSignal,
  send: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const timeout = AbortSignal.timeout(ms);
  try {
    return await send(AbortSignal.any([stopped, timeout]));
  } catch (error) {
    stopped.throwIfAborted();
    const again = repeatable.has(method);
    if (timeout.aborted) throw new ToolError(`${url.host} did not answer within ${ms / 1000} s`, { passing: again });
    const failure = fetchFailure(error);
    if (!failure)
      throw new ToolError(`${url.host} could not be asked: ${error instanceof Error ? error.message : String(error)}`);
    // The host that it was sent on to may be made of what was sent.
    const hidden = failure.elsewhere && hasSecrets;
    throw new ToolError(hidden ? `${url.host} sends on to an address that cannot be called` : failure.message, {
      passing: failure.passing && (again || !failure.sent),
    });
  }
}

async function readBody(response: Response): Promise<Json> {
  const type = response.headers.get('content-type')?.toLowerCase() ?? '';
  if (/^(image|audio|video|font)\/|octet-stream|zip|pdf/.test(type)) {
    const bytes = (await response.arrayBuffer()).byteLength;
    return `(${bytes} bytes of ${type}, which is not text)`;
  }
  const text = await response.text();
  if (text === '') return null;
  if (!/[/+]json\b/.test(type) && type !== '') return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function refusal({ method, url }: HttpRequest, { status, headers, body }: Answer): ToolError {
  const said = typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body);
  const excerpt = said.length > longestExcerpt ? `${said.slice(0, longestExcerpt)} …` : said;
  // Refused before anything was done, or of a kind that can be done twice.
  const passing = status === 429 || status === 503 || (repeatable.has(method) && (status === 408 || status >= 500));
  const retryAfterMs = passing ? retryAfter(headers['retry-after']) : undefined;
  return new ToolError(`${url.host} answered ${status}${excerpt ? `: ${excerpt}` : ''}`, { passing, retryAfterMs });
}

function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function taken(graph: Graph, { take }: HttpTool, { status, headers, body }: Answer): Json {
  if (take === undefined) return body;
  const compiled = compileExpression(take, scopeOf(graph, { at: 'answer' }));
  if (!compiled.ok)
    throw new ToolError(`"${take}" cannot be taken of the answer: ${compiled.errors[0]?.message ?? ''}`);
  const result = compiled.expression.evaluate({ body, status, headers });
  if (!result.ok) throw new ToolError(`"${take}" could not be taken of the answer: ${result.error}`);
  return result.value;
}
