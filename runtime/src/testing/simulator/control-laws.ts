/** Where control goes: along which handoffs, into which nodes, and back to who has consulted. */
import type { StoredEvent } from '@baton/shared/events';
import { findNode, needsApproval, triggerOf, type Graph } from '@baton/shared/graph';
import { beside, isInner, localId } from '../../places.ts';
import { of } from '../play.ts';
import { callerOf, graphAt, handoffAt, nodeAt, type Documents } from './documents.ts';
import { isWide, place, sinceConsidered, type Law } from './law.ts';

/** Control goes only where a handoff leads that was asked and fired, and of those along the first in the fixed order. */
export const takesHandoffsThatFired: Law = function* ({ log }, documents) {
  for (const [index, event] of log.entries()) {
    if (event.type !== 'handoff.taken') continue;
    const handoff = handoffAt(documents, event.handoff, event.from);
    const graph = graphAt(documents, event.from);
    const leads = handoff && beside(event.from, handoff.to) === event.to;
    // To where a person has sent it is the matter of another law.
    if (!handoff || !graph || handoff.from !== localId(event.from) || !(leads || needsApproval(handoff))) {
      yield `${event.handoff} from ${event.from} to ${event.to} is no handoff of the graph`;
      continue;
    }
    if ((event.returns ?? false) !== (handoff.returns ?? false)) yield `${event.handoff} is not taken as it is written`;
    const [asked] = sinceConsidered(log, index);
    const considered = asked?.type === 'handoff.considered' ? asked.handoffs : [];
    const fires = considered.filter((one) => one.fires).map((one) => one.id);
    if (!fires.includes(event.handoff)) yield `${event.handoff} was taken, and fired were ${fires.join() || 'none'}`;
    if (nodeAt(documents, event.from)?.route === 'all') continue;
    const [first] = fires.map((id) => rank(graph, localId(id))).toSorted((a, b) => a - b);
    // Among what a model asked for its own order counts.
    if (first !== undefined && first < rank(graph, handoff.id))
      yield `${event.handoff} was taken before another that fired: ${fires.join()}`;
  }
};

function rank(graph: Graph, id: string): number {
  const index = graph.handoffs?.findIndex((one) => one.id === id) ?? -1;
  const handoff = graph.handoffs?.[index];
  const on = handoff ? triggerOf(handoff).on : 'otherwise';
  if (on === 'model' || on === 'capability') return 0;
  return on === 'otherwise' ? 1e6 + index : 1 + index;
}

/**
 * A node is entered by the user's message, by a handoff to it, as the entry of a graph that is called, or, a join, once
 * for each round of branches.
 */
export const entersByHandoff: Law = function* ({ log, live }, documents, earlier) {
  const begun = new Set<string>();
  const starts = of(log, 'node.started').filter((event) => !begun.has(place(event)) && begun.add(place(event)));
  const [first] = starts;
  const resumes = documents.graph.resume === 'entry' ? undefined : earlier.at(-1)?.thread?.active;
  const start = resumes && findNode(documents.graph, resumes) ? resumes : documents.graph.entry;
  if (first && first.node !== start) yield `the run starts at ${first.node}`;
  const cancels = [documents.graph, ...Object.values(documents.graphs)].some(mayCancel);
  for (const [node, list] of Map.groupBy(starts, (event) => event.node)) {
    const visits = list.map((event) => event.visit).toSorted((a, b) => a - b);
    const named = `the visits of ${node} are ${visits.join()}`;
    if (new Set(visits).size < visits.length) yield named;
    const into = of(log, 'handoff.taken').filter((event) => event.to === node).length;
    const other = isInner(node) ? callsOf(log, documents, node) : Number(node === start);
    const found = nodeAt(documents, node);
    const collects = found?.kind === 'join' && found.onBranchError === 'collect';
    if (list.length > into + other && !collects) yield `${node} was entered ${list.length} times by ${into} handoffs`;
    // A number is given with the handoff: where its branch was cancelled before it came there, no visit has it.
    if ((visits.at(-1) ?? 0) > into + other && !collects) yield `${named}, by ${into} handoffs`;
    if (visits.length < (visits.at(-1) ?? 0) && !cancels) yield named;
    if (found?.kind !== 'join') continue;
    const rounds = list.map((event) => event.context.evidence['fan']).filter((fan) => typeof fan === 'string');
    if (new Set(rounds).size < rounds.length) yield `${node} went on twice in one round: ${rounds.join()}`;
  }
  const route = log.flatMap((event) =>
    (event.type === 'node.resumed' || (event.type === 'node.started' && starts.includes(event))) && !isInner(event.node)
      ? [event.node]
      : [],
  );
  if (live.route.join() !== route.join()) yield `the route is told as ${live.route.join()}, and was ${route.join()}`;
};

/** Whether branches may be cut off before they are through: nobody waits for all of them. */
const mayCancel = ({ nodes = [], handoffs = [] }: Graph): boolean =>
  nodes.some((node) => node.kind === 'join' && (node.wait ?? 'all') !== 'all') ||
  handoffs.some((handoff) => handoff.returns);

/** How often the graph was called that a node is the entry of; 0 for its other nodes. */
function callsOf(log: readonly StoredEvent[], documents: Documents, node: string): number {
  if (graphAt(documents, node)?.entry !== localId(node)) return 0;
  const caller = callerOf(documents, node);
  const tool = node.slice(caller.length + 1, node.lastIndexOf('/'));
  const calls = log.filter((event) =>
    tool
      ? event.type === 'tool.started' && event.node === caller && event.tool === tool
      : (event.type === 'node.started' || event.type === 'node.resumed') && event.node === caller,
  );
  return calls.length;
}

/** Who consults goes on once, where it was, when all have answered whom it has asked. */
export const bringsConsultationsBack: Law = function* ({ log, live }) {
  const consulting = of(log, 'handoff.taken').filter((event) => event.returns);
  const resumed = Map.groupBy(of(log, 'node.resumed'), (event) => event.consultation ?? '');
  for (const [fan, asked] of Map.groupBy(consulting, ({ branch = '' }) => branch.slice(0, branch.lastIndexOf('.')))) {
    const [back, ...more] = resumed.get(fan) ?? [];
    if (more.length > 0) yield `${fan} came back ${more.length + 1} times`;
    if (!back) {
      if (live.status === 'finished' && !isWide(log)) yield `${fan} never came back`;
      continue;
    }
    const whom = asked.map((event) => event.to).join();
    if (back.by.join() !== whom) yield `${fan} asked ${whom}, and ${back.by.join()} answered`;
    if (back.results.length !== asked.length) yield `${fan} has ${back.results.length} results`;
    for (const { from, visit, seq } of asked)
      if (back.node !== from || back.visit !== visit || back.seq < seq) yield `${fan} came back to ${place(back)}`;
  }
};
