/** What a receiver would see of a conversation, cut by the same code that cuts it when the graph runs. */
import {
  baseId,
  cut,
  cutToTokens,
  isUsers,
  joinViews,
  sumTokens,
  withSpeakers,
  withTools,
} from '@baton/shared/context';
import type { Message, StoredEvent } from '@baton/shared/events';
import {
  findNode,
  type Graph,
  type Handoff,
  handoffsFrom,
  historyOf,
  nodeName,
  transferToolOf,
} from '@baton/shared/graph';

/** What a sender has seen and said, and what of it, by base ids, it had seen when control came to it. */
export interface Conversation {
  seen: Message[];
  received: ReadonlySet<string>;
}

export interface Preview {
  passed: Message[];
  left: Message[];
  passedTokens: number;
  leftTokens: number;
}

/** @returns what a node had seen at the end of its newest visit; undefined where the run did not come to it. */
export function conversationOf(log: readonly StoredEvent[], node: string): Conversation | undefined {
  const known = new Map<string, Message>();
  const learn = (message: Message | undefined): void => void (message && known.set(message.id, message));
  let ids: string[] | undefined;
  let received: readonly string[] = [];
  for (const event of log) {
    if (event.type === 'run.started') learn(event.inputMessage);
    if (event.type === 'model.finished') for (const message of [...event.request.added, event.message]) learn(message);
    if (event.type === 'tool.finished') learn(event.message);
    if (event.type === 'handoff.taken' || event.type === 'human.asked') event.added?.forEach(learn);
    if (!('node' in event) || event.node !== node) continue;
    if (event.type === 'node.started') {
      ids = joinViews(ids ?? [], event.context.history);
      received = [...ids];
    }
    if (event.type === 'model.finished') ids?.push(event.message.id);
    if (event.type === 'tool.finished' && event.message) ids?.push(event.message.id);
  }
  const seen = ids?.flatMap((id) => known.get(id) ?? []);
  return seen && seen.length > 0 ? { seen, received: new Set(received.map(baseId)) } : undefined;
}

/** A short conversation that has something of everything: words, a tool's answer, and a transfer. */
export function sampleConversation(graph: Graph, handoff: Handoff): Conversation {
  const said = graph.scenarios?.[0]?.say[0] ?? 'I was charged twice for order 1001.';
  const sender = findNode(graph, handoff.from);
  const tool = sender?.kind === 'agent' ? sender.tools?.[0] : undefined;
  const node = handoff.from;
  const other = handoffsFrom(graph, graph.entry).find(({ to }) => to === node)?.from;
  const before: Message[] =
    other === undefined
      ? []
      : [{ id: 'm2', role: 'assistant', node: other, text: 'Let me bring in somebody who can help.' }];
  const looked: Message[] =
    tool === undefined
      ? []
      : [
          { id: 'm3', role: 'assistant', node, text: '', calls: [{ id: 'call', tool, args: {} }] },
          { id: 'm4', role: 'tool', call: 'call', tool, text: '{ "found": true }' },
        ];
  const seen: Message[] = [
    { id: 'm1', role: 'user', text: said },
    ...before,
    ...looked,
    { id: 'm5', role: 'assistant', node, text: 'I see. I hand you over now.' },
  ];
  return { seen, received: new Set(['m1', ...before.map(({ id }) => id)]) };
}

export function previewOf(graph: Graph, handoff: Handoff, { seen, received }: Conversation): Preview {
  const rules = handoff.context ?? {};
  const history = historyOf(rules);
  const nameOf = (id: string): string => {
    const node = findNode(graph, id);
    return node ? nodeName(node) : id;
  };
  const shown = withTools(seen, rules.tools ?? 'no-handoffs', (node, call) =>
    handoffsFrom(graph, node).some((one) => transferToolOf(one) === call.tool),
  );
  const kept = typeof history === 'object' && 'summary' in history ? summarised(shown) : cut(shown, history, received);
  const named = withSpeakers(kept, rules.speakers ?? 'as-is', handoff.to, nameOf);
  const passed = history === 'none' ? [] : cutToTokens(named, rules.maxTokens);
  const known = new Set(passed.map(({ id }) => baseId(id)));
  const left = seen.filter(({ id }) => !known.has(baseId(id)));
  return { passed, left, passedTokens: sumTokens(passed), leftTokens: sumTokens(left) };
}

/** A model writes the summary when the graph runs; its place is shown. */
function summarised(messages: readonly Message[]): Message[] {
  const lastUser = messages.findLast(isUsers);
  const summary: Message = {
    id: 'summary',
    role: 'user',
    name: 'summary',
    text: 'Summary of the conversation so far: (a model writes it when the graph runs)',
  };
  return lastUser ? [summary, lastUser] : [summary];
}
