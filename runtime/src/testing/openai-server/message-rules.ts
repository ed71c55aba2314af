/**
 * Which message lists a model accepts. OpenAI enforces most of these itself; the others (one system message, no empty
 * text, alternation) are enforced by other servers that speak its protocol, so a list that passes here passes anywhere.
 */
import { textOf, type ChatMessage } from './protocol.ts';
import { invalid, type Rejection } from './rejection.ts';

export interface MessageRules {
  /** User and assistant take turns, as the chat templates of many local models demand. */
  alternation?: boolean;
}

/** @returns the first rule that the list breaks. */
export function brokenRule(messages: readonly ChatMessage[], rules: MessageRules = {}): Rejection | undefined {
  return (
    systemRule(messages) ??
    emptyRule(messages) ??
    callRule(messages) ??
    (rules.alternation ? turnRule(messages) : undefined)
  );
}

function systemRule(messages: readonly ChatMessage[]): Rejection | undefined {
  const later = messages.findIndex(({ role }, index) => index > 0 && (role === 'system' || role === 'developer'));
  if (later < 0) return undefined;
  return invalid('one-system-message', at(later), 'There is at most one system message, and it comes first.');
}

/** A tool may well have answered with nothing; everyone else who speaks says something. */
function emptyRule(messages: readonly ChatMessage[]): Rejection | undefined {
  const empty = messages.findIndex((message) => {
    if (message.role === 'tool') return false;
    if (message.role === 'assistant' && (message.tool_calls || message.refusal)) return false;
    const picture = Array.isArray(message.content) && message.content.some((part) => part.type === 'image_url');
    return !picture && textOf(message).trim() === '';
  });
  if (empty < 0) return undefined;
  return invalid(
    'empty-message',
    `${at(empty)}.content`,
    `A message must not be empty; this ${roleOf(messages, empty)} message is.`,
  );
}

/** Every call is answered by exactly one tool message before anything else is said, and nothing else is an answer. */
function callRule(messages: readonly ChatMessage[]): Rejection | undefined {
  const seen = new Set<string>();
  let open = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      const { tool_call_id: id } = message;
      if (open.delete(id)) continue;
      const param = `${at(index)}.tool_call_id`;
      return seen.has(id)
        ? invalid('call-answered-twice', param, `The tool call '${id}' is answered already.`)
        : invalid(
            'orphan-tool-message',
            `${at(index)}.role`,
            `Messages with role 'tool' must be a response to a preceding message with 'tool_calls'; there is no call '${id}'.`,
          );
    }
    if (open.size > 0) return unanswered(open, index);
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    for (const [nth, call] of calls.entries()) {
      const param = `${at(index)}.tool_calls[${nth}]`;
      if (seen.has(call.id)) return invalid('duplicate-call-id', `${param}.id`, `Duplicate tool call id '${call.id}'.`);
      if (!isJsonObject(call.function.arguments)) {
        return invalid(
          'call-arguments',
          `${param}.function.arguments`,
          "A tool call's arguments are a JSON object as text.",
        );
      }
      seen.add(call.id);
    }
    open = new Set(calls.map((call) => call.id));
  }
  return open.size > 0 ? unanswered(open, messages.length) : undefined;
}

const unanswered = (open: ReadonlySet<string>, index: number): Rejection =>
  invalid(
    'call-not-answered',
    at(index),
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
      `The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
  );

/** Messages that call tools, and their results, stand between two turns and are not counted. */
function turnRule(messages: readonly ChatMessage[]): Rejection | undefined {
  let expected = 'user';
  for (const [index, message] of messages.entries()) {
    if (message.role !== 'user' && message.role !== 'assistant') continue;
    if (message.role === 'assistant' && message.tool_calls && expected === 'assistant') continue;
    if (message.role !== expected) return invalid('alternation', `${at(index)}.role`, turns(expected));
    expected = expected === 'user' ? 'assistant' : 'user';
  }
  const last = messages.at(-1)?.role;
  if (last === 'user' || last === 'tool') return undefined;
  return invalid('alternation', `${at(messages.length - 1)}.role`, turns('user'));
}

const turns = (expected: string): string =>
  `Conversation roles must alternate user/assistant/user/assistant/…, and a user or a tool speaks last; expected '${expected}'.`;

const at = (index: number): string => `messages.[${index}]`;
const roleOf = (messages: readonly ChatMessage[], index: number): string => messages[index]?.role ?? '';

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
