/**
 * The last step before a provider: whatever was cut, the list that is sent is valid. Every tool call has its result
 * right after it, no result stands alone, no message comes twice, user and assistant alternate, the list begins and
 * ends with something to answer. The rules are OpenAI's, https://platform.openai.com/docs/api-reference/chat, and the
 * alternation that the chat templates of many local models insist on.
 */
import type { Message } from '../events/message.ts';

type Spoken = Exclude<Message, { role: 'system' }>;
type Assistant = Extract<Message, { role: 'assistant' }>;

/** What stands in for the user's turn where a package leaves none. */
export interface Openings {
  /** Said first, when the list would begin with an assistant. */
  first: string;
  /** Said last, when the list would end with an assistant. */
  last: string;
}

const turnMark = '~turn';
/** Whether a message is the turn that Baton takes in the user's place, and nobody's words. */
export const isStandIn = (id: string | undefined): boolean => id?.endsWith(turnMark) ?? false;

export function validMessages(messages: readonly Message[], openings: Openings): Spoken[] {
  const list = alternating(paired(messages));
  const head = list[0];
  const { first, last } = openings;
  // The same words are the same message, and other words are another one: a log shows the text of an id once.
  if (head?.role !== 'user')
    list.unshift({ id: `${head?.id ?? 'm0'}~${digest(first)}~opening`, role: 'user', text: first });
  const tail = list.at(-1);
  if (tail?.role === 'assistant') list.push({ id: `${tail.id}~${digest(last)}${turnMark}`, role: 'user', text: last });
  return list;
}

/** FNV-1a, https://datatracker.ietf.org/doc/html/draft-eastlake-fnv: tells apart the few openings of one conversation. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Calls with their results, each once; a call without a result gets one that says so. */
function paired(messages: readonly Message[]): Spoken[] {
  const results = new Map<string, Extract<Message, { role: 'tool' }>>();
  for (const message of messages)
    if (message.role === 'tool' && !results.has(message.call)) results.set(message.call, message);
  const seen = new Set<string>();
  const list: Spoken[] = [];
  for (const message of messages) {
    if (message.role === 'tool' || message.role === 'system' || seen.has(message.id)) continue;
    seen.add(message.id);
    if (message.role === 'user' || !message.calls) {
      if (message.text.trim() !== '') list.push(message);
      continue;
    }
    const calls = message.calls.filter((call) => !seen.has(`call:${call.id}`));
    for (const call of calls) seen.add(`call:${call.id}`);
    if (calls.length === 0 && message.text.trim() === '') continue;
    const { calls: _, ...rest } = message;
    list.push(calls.length > 0 ? { ...rest, calls } : rest);
    for (const call of calls) {
      list.push(
        results.get(call.id) ?? {
          id: `${message.id}~${call.id}`,
          role: 'tool',
          call: call.id,
          tool: call.tool,
          text: '(no result was recorded)',
          error: true,
        },
      );
    }
  }
  return list;
}

/** Joins neighbours of one role into one message; a message with calls closes its neighbourhood. */
function alternating(messages: readonly Spoken[]): Spoken[] {
  const list: Spoken[] = [];
  for (const message of messages) {
    const before = list.at(-1);
    if (before?.role === 'user' && message.role === 'user') list[list.length - 1] = joined(before, message);
    else if (before?.role === 'assistant' && message.role === 'assistant' && !before.calls)
      list[list.length - 1] = continued(before, message);
    else if (before?.role === 'tool' && message.role === 'user') list.push(silence(before), message);
    else list.push(message);
  }
  return list;
}

/** What stands where nobody answered to a tool's result: strict chat templates take no user's turn right after one. */
const silence = ({ id }: Spoken): Assistant => ({ id: `${id}~silence`, role: 'assistant', node: 'baton', text: '…' });

const both = (a: string, b: string): string => [a, b].filter((text) => text.trim() !== '').join('\n\n');

function joined(a: Extract<Message, { role: 'user' }>, b: Extract<Message, { role: 'user' }>): Spoken {
  return { id: `${a.id}+${b.id}`, role: 'user', text: both(a.text, b.text) };
}

function continued(a: Assistant, b: Assistant): Spoken {
  return { ...b, id: `${a.id}+${b.id}`, text: both(a.text, b.text) };
}
