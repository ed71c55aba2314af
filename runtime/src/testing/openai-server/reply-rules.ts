/** What OpenAI guarantees of its answers. A test that lets the server break such a promise tests nothing that can happen. */
import { validateJson } from '@baton/shared/graph';
import type { ChatRequest } from './protocol.ts';
import type { Answer } from './reply.ts';
import { isFault } from './reply.ts';
import type { Rejection } from './rejection.ts';

export function impossible(answer: Answer, request: ChatRequest): Rejection | undefined {
  if (isFault(answer)) return undefined;
  if (answer.toolCalls?.length && !request.tools) return failed('it calls a tool, and the request offers none');
  const format = request.response_format;
  if (format?.type !== 'json_schema' || !format.json_schema.strict) return undefined;
  if (answer.toolCalls?.length || answer.refusal !== undefined || answer.finishReason === 'length') return undefined;
  const text = answer.json === undefined ? answer.text : JSON.stringify(answer.json);
  if (typeof text !== 'string') return undefined;
  const misfits = misfitsOf(format.json_schema.schema ?? {}, text);
  return misfits.length > 0 ? failed(`a strict response_format was asked for: ${misfits.join('; ')}`) : undefined;
}

function misfitsOf(schema: NonNullable<Parameters<typeof validateJson>[0]>, text: string): string[] {
  try {
    return validateJson(schema, JSON.parse(text)).map(({ path, message }) => `${path || 'the answer'}: ${message}`);
  } catch {
    return [`the answer is not JSON: ${text}`];
  }
}

const failed = (reason: string): Rejection => ({
  status: 500,
  code: 'impossible-reply',
  message: `The reply of this test cannot come from OpenAI: ${reason}.`,
});
