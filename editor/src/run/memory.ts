/** Which conversation a graph's test panel was in, so that a reload goes on with it. */
import { isObject } from '@baton/shared/graph';
import { recall, remember } from '../ui/remembered.ts';

export interface Conversation {
  thread: string;
  /** Ids of its runs, the newest last. */
  runs: readonly string[];
}

const most = 20;
const keyOf = (graph: string): string => `conversation:${graph}`;

export function keepConversation(graph: string, conversation: Conversation | undefined): void {
  const kept = conversation && { ...conversation, runs: conversation.runs.slice(-most) };
  remember(keyOf(graph), JSON.stringify(kept ?? null));
}

export function recallConversation(graph: string): Conversation | undefined {
  try {
    const value: unknown = JSON.parse(recall(keyOf(graph)) ?? 'null');
    if (!isObject(value) || typeof value['thread'] !== 'string' || !Array.isArray(value['runs'])) return undefined;
    const runs = value['runs'].filter((run) => typeof run === 'string');
    return runs.length > 0 ? { thread: value['thread'], runs } : undefined;
  } catch {
    return undefined;
  }
}
