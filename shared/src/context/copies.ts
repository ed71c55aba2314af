/**
 * How messages look to a receiver: with or without tool calls, retold as text, with the speaker's name. A changed
 * copy has the id of its original and a suffix, so the same change twice is the same message.
 */
import type { ContextRules } from '../graph/handoff.ts';
import type { Message, ToolCall } from '../events/message.ts';

type ToolsMode = NonNullable<ContextRules['tools']>;
type SpeakersMode = NonNullable<ContextRules['speakers']>;
type Assistant = Extract<Message, { role: 'assistant' }>;

/** @param isTransfer whether a call of that node's is a handoff. */
export type IsTransfer = (node: string, call: ToolCall) => boolean;

/** @returns the messages with their tool calls as `mode` says; a message of which nothing is left is left out. */
export function withTools(messages: readonly Message[], mode: ToolsMode, isTransfer: IsTransfer): Message[] {
  if (mode === 'keep') return [...messages];
  const dropped = (message: Assistant): ToolCall[] =>
    (message.calls ?? []).filter((call) => mode === 'drop' || isTransfer(message.node, call));
  const gone = new Set(
    messages.flatMap((message) => (message.role === 'assistant' ? dropped(message).map((call) => call.id) : [])),
  );
  if (mode === 'text') return messages.flatMap((message) => retold(message, gone));
  return messages.flatMap((message): Message[] => {
    if (message.role === 'tool') return gone.has(message.call) ? [] : [message];
    if (message.role !== 'assistant' || !message.calls) return [message];
    const kept = message.calls.filter((call) => !gone.has(call.id));
    if (kept.length === message.calls.length) return [message];
    if (kept.length === 0 && message.text === '') return [];
    const { calls: _, ...rest } = message;
    const suffix = mode === 'drop' ? '~drop' : '~no-handoffs';
    return [{ ...rest, id: `${message.id}${suffix}`, ...(kept.length > 0 ? { calls: kept } : {}) }];
  });
}

function retold(message: Message, gone: ReadonlySet<string>): Message[] {
  if (message.role === 'tool') {
    if (gone.has(message.call)) return [];
    return [
      {
        id: `${message.id}~text`,
        role: 'user',
        name: message.tool,
        text: `[${message.tool} answered] ${message.text}`,
      },
    ];
  }
  if (message.role !== 'assistant' || !message.calls) return [message];
  const told = message.calls
    .filter((call) => !gone.has(call.id))
    .map((call) => `[called ${call.tool} with ${JSON.stringify(call.args)}]`);
  const text = [message.text, ...told].filter(Boolean).join('\n');
  return text ? [{ id: `${message.id}~text`, role: 'assistant', node: message.node, text }] : [];
}

/** @param nameOf the name of a node, for `named`. */
export function withSpeakers(
  messages: readonly Message[],
  mode: SpeakersMode,
  receiver: string,
  nameOf: (node: string) => string,
): Message[] {
  if (mode === 'as-is') return [...messages];
  return messages.map((message): Message => {
    if (message.role !== 'assistant' || message.node === receiver || message.text === '') return message;
    const isNamed = message.id.includes('~named');
    const text = isNamed ? message.text : `[${nameOf(message.node)}] ${message.text}`;
    if (mode === 'as-user' && !message.calls)
      return { id: `${message.id}~user`, role: 'user', name: message.node, text };
    return isNamed ? message : { ...message, id: `${message.id}~named`, text };
  });
}
