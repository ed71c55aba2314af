/** OpenAI's messages as Baton's, for what reads a request as the runtime would. */
import type { Message } from '@baton/shared/events';
import type { JsonObject } from '@baton/shared/graph';
import { textOf, type ChatMessage } from './protocol.ts';

export const spokenMessages = (messages: readonly ChatMessage[]): Message[] =>
  messages.map((message, index) => spokenMessage(message, `m${index}${isStandInText(textOf(message)) ? '~turn' : ''}`));

function spokenMessage(message: ChatMessage, id: string): Message {
  const text = textOf(message);
  if (message.role === 'user') return { id, text, role: 'user' };
  if (message.role === 'tool') return { id, text, role: 'tool', call: message.tool_call_id, tool: message.name ?? '' };
  if (message.role !== 'assistant') return { id, text, role: 'system' };
  const calls = (message.tool_calls ?? []).map((call) => ({
    id: call.id,
    tool: call.function.name,
    args: JSON.parse(call.function.arguments) as JsonObject,
  }));
  return { id, text, role: 'assistant', node: '', ...(calls.length > 0 ? { calls } : {}) };
}

/** Baton speaks in the user's place where a model would otherwise have nothing to answer; on the wire only the words tell. */
export const isStandInText = (text: string): boolean =>
  /^\(The conversation has been handed over|^Please (go on|begin)\.$/.test(text);
