/**
 * What a run came to, without what may differ between two runs of the same: ids, times, tries. A run whose process
 * ended and that was gone on with is held to the one that was not disturbed.
 */
import { reduceAll, type RunError, type RunView, type VisitView } from '@baton/shared/events';
import { handoffsOf, isObject, nodesOf, type Graph, type Json } from '@baton/shared/graph';
import type { Played } from './perform.ts';

/**
 * @param wide whether several branches were open at once, in this run or in one before it, whose messages it knows.
 * @returns how the two differ, in words; nothing when they do not.
 */
export function* differs(whole: Played, broken: Played, graph: Graph, wide: boolean): Iterable<string> {
  const [a, b] = [reduceAll(whole.log), reduceAll(broken.log)];
  if (!wide) {
    yield* difference(told(a), told(b));
    return;
  }
  // Which of two branches comes first is nobody's promise, so what depends on it may differ.
  if (!dependsOnOrder(graph, a) && a.status === 'finished') yield* difference(gathered(a), gathered(b));
}

function* difference(a: object, b: object): Iterable<string> {
  for (const [key, value] of Object.entries(a)) {
    const [one, other] = [JSON.stringify(value), JSON.stringify((b as { [key: string]: unknown })[key])];
    if (one !== other) yield `${key}: it was\n${one}\nand after being interrupted\n${other}`;
  }
}

function textsOf(view: RunView, ids: readonly string[]): string[] {
  return ids.map((id) => view.messages[id]?.text ?? '');
}

/** An answer that leaves messages out names those that stay. */
function withTexts(view: RunView, given: Json | undefined): Json | undefined {
  const context = isObject(given) ? given['context'] : undefined;
  if (!isObject(given) || !isObject(context) || !Array.isArray(context['history'])) return given;
  return { ...given, context: { ...context, history: textsOf(view, context['history'].map(String)) } };
}

const withoutTime = (error: RunError | undefined) => error && { ...error, call: error.call?.model };

function visitOf(view: RunView, visit: VisitView) {
  const { node, visit: number, branch, status, text, considered, output, confidence, models, tools } = visit;
  const asked = models.map((call) => ({
    sent: textsOf(view, call.request.messages),
    answer: view.messages[call.message]?.text,
  }));
  const called = tools.map(({ tool, args, status: ended, result, error: failure }) => ({
    tool,
    args,
    ended,
    result,
    failure,
  }));
  // A visit that is begun anew, and fails because of a limit before it says anything again, has not said what it said before.
  const said = status === 'failed' ? undefined : text;
  const error = withoutTime(visit.error);
  return { node, number, branch, status, said, considered, output, confidence, error, asked, called };
}

function told(view: RunView) {
  const { status, route, state, output, error, visits, hops, asks } = view;
  return {
    status,
    route,
    state,
    output,
    error: withoutTime(error),
    visits: visits.map((visit) => visitOf(view, visit)),
    hops: hops.map(({ handoff, reason, context }) => {
      const { args, brief, state: passed, results } = context;
      return { handoff, reason, args, brief, passed, results, history: textsOf(view, context.history).length };
    }),
    // The id of a question about a tool call has the id of a message in it.
    asks: asks.map(({ node, visit, handoff, tool, question, given }) => {
      return { node, visit, handoff, tool, question, given: withTexts(view, given) };
    }),
  };
}

/** The same, whatever the order of parallel branches. */
function gathered({ status, state, output, hops, route, asks }: RunView) {
  return {
    status,
    state,
    output,
    route: route.toSorted(),
    hops: hops.map((hop) => hop.handoff).toSorted(),
    asks: asks.map((ask) => ask.question).toSorted(),
  };
}

/** Numbers that count over all branches, or over the visits of a node to which several lead; and who came first. */
function dependsOnOrder(graph: Graph, { visits }: RunView): boolean {
  const nodes = nodesOf(graph);
  const races = nodes.some(
    (node) =>
      node.kind === 'join' && ((node.wait ?? 'all') !== 'all' || node.combine === 'first' || node.onBranchError),
  );
  const written = JSON.stringify([nodes, handoffsOf(graph)]);
  const comesBack = visits.some(({ visit }) => visit > 1);
  return races || written.includes('hops') || (comesBack && /visits|"once":true|"limit":/.test(written));
}
