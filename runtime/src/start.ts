/** Where a run begins, and with what: the user's message is the first handoff. A graph that is called begins the same way. */
import { isUsers } from '@baton/shared/context';
import { isAside, type ContextPackage, type Message } from '@baton/shared/events';
import { findNode, type Graph } from '@baton/shared/graph';
import type { ActiveRun } from './active-run.ts';
import { remaining } from './remaining.ts';
import { initialState } from './state/state.ts';
import type { ThreadState } from './store/store.ts';
import type { Visit } from './visit.ts';

export function startNode(graph: Graph, before: ThreadState | undefined): string {
  const goesOn = (graph.resume ?? 'active') === 'active' && before?.active;
  return goesOn && findNode(graph, goesOn) ? goesOn : graph.entry;
}

function startPackage(to: string, history: readonly Message[], state: ContextPackage['state']): ContextPackage {
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
      (message) =>
        !isAside(message) &&
        (isUsers(message) || (message.role === 'assistant' && message.text.trim() !== '' && !message.calls)),
    );
  const history = [...seen.filter((message) => message.id !== input.id), input].filter(
    (message) => !message.id.includes('~'),
  );
  return startPackage(to, history, state);
}

/** How a graph begins that another calls: with what it is told, and nothing of the conversation around it. */
export function graphStart(
  visit: Visit,
  graph: Graph,
  path: string,
  input: string,
): { node: string; context: ContextPackage } {
  const message: Message = { id: visit.run.nextId(), role: 'user', text: input, aside: true };
  visit.remember(message);
  const node = `${path}/${graph.entry}`;
  const context = startPackage(node, [message], initialState(graph));
  const left = remaining(visit.run);
  return { node, context: { ...context, reason: `${visit.id} calls ${graph.id}`, remaining: left } };
}
