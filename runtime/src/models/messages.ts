/** Baton's messages as LangChain's. */
import { AIMessage, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import type { Message, ToolCall } from '@baton/shared/events';

type Role = Message['role'];

const converters: { [R in Role]: (message: Extract<Message, { role: R }>) => BaseMessage } = {
  system: ({ text }) => new SystemMessage(text),
  user: ({ id, text }) => new HumanMessage({ id, content: text }),
  assistant: ({ text, calls = [] }) => new AIMessage({ content: text, tool_calls: calls.map(toolCall) }),
  tool: ({ text, call, tool, error }) =>
    new ToolMessage({ content: text, tool_call_id: call, name: tool, status: error ? 'error' : 'success' }),
};

const toolCall = ({ id, tool, args }: ToolCall) => ({ id, name: tool, args, type: 'tool_call' as const });

export function toLangChain(message: Message): BaseMessage {
  return (converters[message.role] as (message: Message) => BaseMessage)(message);
}
