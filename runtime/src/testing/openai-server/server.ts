/**
 * A local server that speaks OpenAI's Chat Completions protocol, so that tests go through the real client, the real
 * stream and the real message rules. What it answers is the test's; what it accepts is the protocol's.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { MessageRules } from './message-rules.ts';
import type { ChatRequest } from './protocol.ts';
import { readRequest } from './request.ts';
import { rejectionBody, type Rejection } from './rejection.ts';
import type { ReplyFunction } from './reply.ts';
import { impossible } from './reply-rules.ts';
import { sendAnswer, sendJson, sendRejection } from './transport.ts';

export interface OpenAIServerOptions extends MessageRules {
  reply: ReplyFunction;
  /** The models that there are; a request for another is a 404. Without a list every name is one. */
  models?: readonly string[];
  /** `null` asks for no key, as local servers do. */
  apiKey?: string | null;
}

/** A chat request that came in, accepted or not. */
export interface Received {
  /** As it was sent; undefined when it was refused before that could be said. */
  request?: ChatRequest;
  body: string;
  /** Why it was refused: the rule that it broke. */
  rejection?: Rejection;
  /** The client went away before it had the whole answer. */
  abandoned: boolean;
}

export interface OpenAIServer {
  /** With `/v1`, as OpenAI's clients want it. */
  baseUrl: string;
  apiKey: string;
  /** Every chat request, in the order in which they came. */
  requests: readonly Received[];
  close(): Promise<void>;
}

export const testApiKey = 'sk-baton-test';

export async function startOpenAIServer(options: OpenAIServerOptions): Promise<OpenAIServer> {
  const { reply, models, apiKey = testApiKey } = options;
  const requests: Received[] = [];
  const closing = new AbortController();
  let accepted = 0;

  async function complete(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = new AbortController();
    const received: Received = { body: await text(incoming), abandoned: false };
    requests.push(received);
    response.on('close', () => {
      received.abandoned = !response.writableFinished && !closing.signal.aborted;
      left.abort();
    });
    const refuse = (rejection: Rejection): void => {
      received.rejection = rejection;
      sendRejection(response, rejection);
    };
    const read = readRequest(received.body, options);
    if ('rejection' in read) return refuse(read.rejection);
    const { request } = read;
    received.request = request;
    if (models && !models.includes(request.model)) return refuse(unknownModel(request.model));
    const answer = await reply(request, accepted++);
    const broken = impossible(answer, request);
    if (broken) return refuse(broken);
    await sendAnswer(response, answer, request, left.signal);
  }

  async function route(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    const denied = apiKey === null ? undefined : keyProblem(incoming.headers.authorization, apiKey);
    if (denied) return sendRejection(response, denied);
    const asked = `${incoming.method} ${path}`;
    if (asked === 'POST /v1/chat/completions') return complete(incoming, response);
    if (asked === 'GET /v1/models') {
      return sendJson(response, 200, { object: 'list', data: (models ?? ['test-model']).map((id) => modelObject(id)) });
    }
    return sendRejection(response, { status: 404, code: null, message: `Invalid URL (${asked})` });
  }

  const server = createServer((incoming, response) => {
    route(incoming, response).catch((error: unknown) => {
      // A client that left is no mistake of the test; a reply function that threw is, and must be seen.
      if (response.headersSent || response.destroyed) return response.destroy();
      const message = `The reply function of this test threw: ${error instanceof Error ? error.message : String(error)}`;
      return sendJson(response, 500, rejectionBody({ status: 500, code: 'reply-threw', message }));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    apiKey: apiKey ?? '',
    requests,
    async close() {
      if (!server.listening) return;
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const modelObject = (id: string): object => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'baton-test' });

const unknownModel = (model: string): Rejection => ({
  status: 404,
  code: 'model_not_found',
  param: 'model',
  message: `The model \`${model}\` does not exist or you do not have access to it.`,
});

function keyProblem(header: string | undefined, apiKey: string): Rejection | undefined {
  if (!header?.startsWith('Bearer ')) {
    return {
      status: 401,
      code: null,
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    };
  }
  if (header === `Bearer ${apiKey}`) return undefined;
  const given = header.slice('Bearer '.length);
  return { status: 401, code: 'invalid_api_key', message: `Incorrect API key provided: ${given.slice(0, 4)}****.` };
}
