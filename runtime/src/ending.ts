/** How a run ends or waits: with which answer, which failure, what stays of it in its thread, and for whom it waits. */
import type { PauseReason, RunView } from '@baton/shared/events';
import type { Json } from '@baton/shared/graph';
import type { ActiveRun } from './active-run.ts';
import { RunFailed } from './control.ts';
import { runError } from './errors.ts';
import type { RunState } from './state/channels.ts';
import { withoutBranches } from './state/views.ts';
import type { ThreadState } from './store/store.ts';

/** An approval where nothing else is waited for. */
export function whatFor(view: RunView, waiting: readonly string[]): PauseReason {
  const asks = waiting.map((ask) => view.asks.find((one) => one.ask === ask));
  return asks.every((ask) => ask?.handoff !== undefined || ask?.tool !== undefined) ? 'approval' : 'human';
}

/** Where several branches failed in one step, LangGraph says only that they did: the first of them is told. */
function firstOf(error: unknown): unknown {
  const errors: unknown = error instanceof Error && 'errors' in error ? error.errors : undefined;
  return (Array.isArray(errors) && errors.find((one) => one instanceof RunFailed)) || error;
}

export function failureOf(thrown: unknown, active: ActiveRun) {
  const error = firstOf(thrown);
  return error instanceof RunFailed ? error.failure : runError(error, active.ledger.route.at(-1) ?? '');
}

/** One answer, or those of all branches in the order of the handoffs. */
export function outputOf({ end_answers: answers = [] }: Partial<RunState>): Json {
  const [first] = answers;
  if (answers.length <= 1) return first ? first.output : null;
  return answers.toSorted((a, b) => inOrder(a.branch, b.branch)).map(({ node, text }) => ({ node, text }));
}

/** `a-1.10` comes after `a-1.2`. */
const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

export function threadState({
  state_values = {},
  node_views = {},
  end_answers = [],
  active_node = null,
}: Partial<RunState>): ThreadState {
  return {
    state: state_values,
    views: withoutBranches(node_views),
    active: end_answers.length > 1 ? null : active_node,
  };
}
