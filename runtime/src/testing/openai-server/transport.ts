/** Puts an answer on the wire: JSON, server-sent events, or the fault that a test asked for. */
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { chunksOf } from './chunks.ts';
import { wholeCompletion } from './completion.ts';
import type { ChatRequest } from './protocol.ts';
import { rejectionBody, type Rejection } from './rejection.ts';
import { isFault, type Answer, type Fault, type Reply } from './reply.ts';

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function sendRejection(response: ServerResponse, rejection: Rejection): void {
  const { status, retryAfter } = rejection;
  sendJson(
    response,
    status,
    rejectionBody(rejection),
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
}

/** @param left aborts when the client has gone or the server closes; whatever is still to be sent is then dropped. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  request: ChatRequest,
  left: AbortSignal,
): Promise<void> {
  if (!isFault(answer)) return sendReply(response, answer, request, {}, left);
  if ('status' in answer) {
    const { message = 'The test server was told to fail.', code = null, ...rest } = answer;
    return sendRejection(response, { ...rest, message, code });
  }
  if (answer.fault === 'hang') return;
  if (answer.fault === 'reset') {
    response.destroy();
    return;
  }
  return sendReply(response, answer.reply, request, answer, left);
}

type Spoiled = Exclude<Fault, { status: number }> | { fault?: undefined };

async function sendReply(
  response: ServerResponse,
  reply: Reply,
  request: ChatRequest,
  spoiled: Spoiled,
  left: AbortSignal,
): Promise<void> {
  if (!request.stream) return sendWhole(response, reply, request, spoiled, left);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  response.flushHeaders();
  let sent = 0;
  for await (const chunk of chunksOf(reply, request)) {
    if (spoiled.fault === 'drip') await wait(spoiled.everyMs, undefined, { signal: left });
    if (left.aborted) return;
    if (spoiled.fault === 'cut' && sent === (spoiled.after ?? 2)) {
      // What was written before the cut has left by the time that this comment has.
      response.write(': cut\n\n', () => response.destroy());
      return;
    }
    if (spoiled.fault === 'malformed' && sent === (spoiled.after ?? 2))
      response.write('data: {"choices": [{"delta"\n\n');
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    sent += 1;
  }
  response.end('data: [DONE]\n\n');
}

/** Without a stream there is only one thing to cut, spoil or delay. */
async function sendWhole(
  response: ServerResponse,
  reply: Reply,
  request: ChatRequest,
  spoiled: Spoiled,
  left: AbortSignal,
): Promise<void> {
  const body = JSON.stringify(await wholeCompletion(reply, request));
  if (spoiled.fault === 'drip') await wait(spoiled.everyMs, undefined, { signal: left });
  if (left.aborted) return;
  const half = body.slice(0, Math.floor(body.length / 2));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  if (spoiled.fault === 'cut') {
    response.write(half, () => response.destroy());
  } else {
    response.end(spoiled.fault === 'malformed' ? half.padEnd(Buffer.byteLength(body), ' ') : body);
  }
}
