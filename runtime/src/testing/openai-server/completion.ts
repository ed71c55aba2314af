/** A reply as the parts that both forms of an answer, streamed and whole, are made of. */
import { randomUUID } from 'node:crypto';
import { textOf, type ChatRequest } from './protocol.ts';
import type { Reply, ReplyCall } from './reply.ts';

export interface WireCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

/** What every chunk of one answer, or the whole answer, begins with. */
export interface Envelope {
  id: string;
  created: number;
  model: string;
  system_fingerprint: string;
}

export function envelopeFor(request: ChatRequest): Envelope {
  const id = `chatcmpl-${randomUUID().replaceAll('-', '')}`;
  return { id, created: Math.floor(Date.now() / 1000), model: request.model, system_fingerprint: 'fp_baton_test' };
}

export const wireCalls = (calls: readonly ReplyCall[] = []): WireCall[] =>
  calls.map(({ id, name, arguments: args }) => ({
    id: id ?? `call_${randomUUID().replaceAll('-', '').slice(0, 24)}`,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));

export const finishReason = (reply: Reply): string =>
  reply.finishReason ?? (reply.toolCalls?.length ? 'tool_calls' : 'stop');

/** Words with the space before them: near enough to tokens, and joined they are the text again. */
export const tokensOf = (text: string): string[] => text.match(/\s*\S{1,12}|\s+$/gu) ?? [];

export function logprobsOf(reply: Reply, request: ChatRequest, tokens: readonly string[]): object | null {
  if (!request.logprobs) return null;
  const logprob = Math.log(reply.probability ?? 0.99);
  return {
    content: tokens.map((token) => {
      const entry = { token, logprob, bytes: [...Buffer.from(token)] };
      return { ...entry, top_logprobs: request.top_logprobs ? [entry] : [] };
    }),
    refusal: null,
  };
}

/** Counts as a provider would bill them: about four characters a token where the reply does not say. */
export function usageOf(reply: Reply, request: ChatRequest, text: string): object {
  const size = (value: string): number => Math.ceil(value.length / 4);
  const asked = request.messages.map((message) => textOf(message)).join('') + JSON.stringify(request.tools ?? '');
  const input = reply.usage?.input ?? size(asked);
  const output = reply.usage?.output ?? size(text + JSON.stringify(reply.toolCalls ?? ''));
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: reply.usage?.cached ?? 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** The text of a reply, piece by piece; a finished text comes in one piece. */
export async function* textPieces(reply: Reply): AsyncGenerator<string> {
  if (reply.json !== undefined) yield JSON.stringify(reply.json);
  else if (typeof reply.text === 'string') yield reply.text;
  else if (reply.text) yield* reply.text;
}

/** The answer to a request without `stream`. */
export async function wholeCompletion(reply: Reply, request: ChatRequest): Promise<object> {
  const text = (await Array.fromAsync(textPieces(reply))).join('');
  const calls = wireCalls(reply.toolCalls);
  const message = {
    role: 'assistant',
    content: text === '' ? null : text,
    refusal: reply.refusal ?? null,
    annotations: [],
    ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  const logprobs = logprobsOf(reply, request, tokensOf(text));
  return {
    ...envelopeFor(request),
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs, finish_reason: finishReason(reply) }],
    usage: usageOf(reply, request, text),
    service_tier: 'default',
  };
}
