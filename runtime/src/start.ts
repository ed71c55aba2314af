/** Where a run begins, and with what: the user's message is the first handoff. */
import type { ContextPackage, Message } from '@baton/shared/events';
import { findNode, type Graph } from '@baton/shared/graph';
import type { ActiveRun } from './active-run.ts';
import { isUsers } from '@baton/shared/context';
import type { ThreadState } from './store.ts';

export function startNode(graph: Graph, before: ThreadState | undefined): string {
  const goesOn = (graph.resume ?? 'active') === 'active' && before?.active;
  return goesOn && findNode(graph, goesOn) ? goesOn : graph.entry;
}

/** The user hands over what the user has seen: the own messages, and what the agents have said. */
export function firstPackage(
  to: string,
  active: ActiveRun,
  input: Message,
  state: ContextPackage['state'],
): ContextPackage {
  const seen = active
    .said()
    .filter(
      (message) => isUsers(message) || (message.role === 'assistant' && message.text.trim() !== '' && !message.calls),
    );
  const history = [...seen.filter((message) => message.id !== input.id), input].filter(
    (message) => !message.id.includes('~'),
  );
  return {
    from: null,
    to,
    trigger: 'start',
    reason: 'the user wrote',
    evidence: {},
    args: {},
    history: history.map((message) => message.id),
    state,
    results: [],
    brief: '',
    at: new Date().toISOString(),
    hop: 0,
  };
}
