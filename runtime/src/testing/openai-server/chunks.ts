/** The answer to a request with `stream: true`, chunk by chunk: https://platform.openai.com/docs/api-reference/chat/streaming. */
import {
  envelopeFor,
  finishReason,
  logprobsOf,
  textPieces,
  tokensOf,
  usageOf,
  wireCalls,
  type WireCall,
} from './completion.ts';
import type { ChatRequest } from './protocol.ts';
import type { Reply } from './reply.ts';

/** Role, reasoning, text, refusal, calls, the reason why it ends, and the usage if asked for. `[DONE]` is the transport's. */
export async function* chunksOf(reply: Reply, request: ChatRequest): AsyncGenerator<object> {
  const envelope = envelopeFor(request);
  const withUsage = request.stream_options?.include_usage === true;
  const chunk = (delta: object, logprobs: object | null = null, finish_reason: string | null = null): object => ({
    ...envelope,
    object: 'chat.completion.chunk',
    service_tier: 'default',
    choices: [{ index: 0, delta, logprobs, finish_reason }],
    ...(withUsage ? { usage: null } : {}),
  });

  const calls = wireCalls(reply.toolCalls);
  yield chunk({ role: 'assistant', content: calls.length > 0 && !hasText(reply) ? null : '', refusal: null });
  for (const token of tokensOf(reply.reasoning ?? '')) yield chunk({ reasoning_content: token });
  let text = '';
  for await (const piece of textPieces(reply)) {
    text += piece;
    for (const token of tokensOf(piece)) yield chunk({ content: token }, logprobsOf(reply, request, [token]));
  }
  for (const token of tokensOf(reply.refusal ?? '')) yield chunk({ refusal: token });
  for (const [index, call] of calls.entries()) {
    for (const delta of callDeltas(call)) yield chunk({ tool_calls: [{ index, ...delta }] });
  }
  yield chunk({}, null, finishReason(reply));
  if (withUsage) {
    yield {
      ...envelope,
      object: 'chat.completion.chunk',
      service_tier: 'default',
      choices: [],
      usage: usageOf(reply, request, text),
    };
  }
}

const hasText = (reply: Reply): boolean => reply.json !== undefined || (reply.text !== undefined && reply.text !== '');

/** Id and name come first and once; the arguments follow in pieces that are no JSON by themselves. */
function* callDeltas({ id, type, function: { name, arguments: args } }: WireCall): Generator<object> {
  yield { id, type, function: { name, arguments: '' } };
  for (const piece of args.match(/[\s\S]{1,7}/gu) ?? []) yield { function: { arguments: piece } };
}
