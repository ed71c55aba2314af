/** Which of the sender's messages are passed on. Tool calls and their results stay together, whatever is cut. */
import type { History } from '../graph/handoff.ts';
import type { Message } from '../events/message.ts';
import { baseId } from './ranges.ts';
import { estimateTokens } from './tokens.ts';

/** A message, or an assistant's message with the results of its calls. */
type Group = Message[];

function groups(messages: readonly Message[]): Group[] {
  const result: Group[] = [];
  const owner = new Map<string, Group>();
  for (const message of messages) {
    const group = message.role === 'tool' ? owner.get(message.call) : undefined;
    if (group) group.push(message);
    else {
      const fresh = [message];
      result.push(fresh);
      if (message.role === 'assistant') for (const call of message.calls ?? []) owner.set(call.id, fresh);
    }
  }
  return result;
}

/** The user's own words, not a person's in the graph and not a tool's result retold. */
export const isUsers = (message: Message | undefined): boolean =>
  message?.role === 'user' && message.name === undefined;

/** @returns the groups from the last user message on; all of them where there is none. */
function sinceUser(all: readonly Group[]): Group[] {
  const index = all.findLastIndex((group) => isUsers(group[0]));
  return all.slice(Math.max(index, 0));
}

/**
 * @param received what the sender had seen when control came to it, by base ids; what follows is its own.
 * @returns the messages under `history`; `summary` is the caller's, who has a model.
 */
export function cut(
  messages: readonly Message[],
  history: Exclude<History, { summary: string }>,
  received: ReadonlySet<string>,
): Message[] {
  if (history === 'none') return [];
  if (history === 'all') return [...messages];
  const all = groups(messages);
  if ('last' in history) return withLastUser(all, all.slice(-history.last));
  if (history.since === 'user') return sinceUser(all).flat();
  return withLastUser(
    all,
    all.filter((group) => group[0] && !received.has(baseId(group[0].id))),
  );
}

/** Drops the oldest groups until the rest fits; the user's last message stays. */
export function cutToTokens(messages: readonly Message[], maxTokens: number | undefined): Message[] {
  if (maxTokens === undefined) return [...messages];
  const all = groups(messages);
  const size = (group: Group): number => group.reduce((sum, message) => sum + estimateTokens(message), 0);
  const lastUser = all.findLast((group) => isUsers(group[0]));
  let left = maxTokens - (lastUser ? size(lastUser) : 0);
  const kept: Group[] = [];
  for (const group of all.toReversed()) {
    if (group !== lastUser) left -= size(group);
    if (left < 0 && group !== lastUser) break;
    if (group !== lastUser) kept.unshift(group);
  }
  return withLastUser(all, kept);
}

function withLastUser(all: readonly Group[], kept: readonly Group[]): Message[] {
  const lastUser = all.findLast((group) => isUsers(group[0]));
  return all.filter((group) => kept.includes(group) || group === lastUser).flat();
}
