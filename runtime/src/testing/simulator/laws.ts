/** What holds for every run of every graph. Each law returns what breaks it, in words; nothing when it holds. */
import { endings, isOver, reduceAll, type RunView, type StoredEvent } from '@baton/shared/events';
import { defaultMaxSteps, findHandoff, findNode, limitOf, triggerOf, type Graph } from '@baton/shared/graph';
import { readRequest } from '../openai-server/request.ts';
import { of } from '../play.ts';
import { narrows } from './narrowing.ts';
import type { Played } from './perform.ts';

export type Law = (played: Played, graph: Graph, earlier: readonly Played[]) => Iterable<string>;

const startOf = (graph: Graph, earlier: readonly Played[]): string => {
  const active = graph.resume === 'entry' ? undefined : earlier.at(-1)?.thread?.active;
  return active && findNode(graph, active) ? active : graph.entry;
};
const place = ({ node, visit }: { node: string; visit: number }): string => `${node}#${visit}`;

/** A run ends in exactly one way, and nothing comes after it. */
function* endsOnce({ log, live }: Played): Iterable<string> {
  const ends = log.filter((event) => endings.has(event.type));
  if (!isOver(live.status)) yield `the run is ${live.status}, and nobody is waited for`;
  if (ends.length !== 1) yield `${ends.length} endings`;
  if (ends[0] !== log.at(-1)) yield 'something was written after the end';
  if (log[0]?.type !== 'run.started') yield `the log begins with ${log[0]?.type}`;
  if (of(log, 'run.started').length !== 1) yield 'the run has started more than once';
}

function* countsWithoutGap({ log }: Played): Iterable<string> {
  const gap = log.findIndex((event, index) => event.seq !== index + 1);
  if (gap >= 0) yield `number ${log[gap]?.seq} stands at place ${gap + 1}`;
}

/** Whoever reads the log afterwards knows what somebody who watched has seen. */
function* replaysAsSeen({ log, live }: Played): Iterable<string> {
  const replayed = JSON.stringify(withoutHalfWords(reduceAll(log)));
  const seen = JSON.stringify(withoutHalfWords(live));
  if (replayed !== seen) yield `a replay says\n${replayed}\nand who watched saw\n${seen}`;
}

/** What a model was just saying when it was stopped was seen live, and is nowhere else. */
const withoutHalfWords = (view: RunView): RunView => ({
  ...view,
  visits: view.visits.map((visit) => (visit.status === 'finished' ? visit : { ...visit, text: '' })),
});

/** Every request is one that a strict provider takes, and the log says what was sent. */
function* sendsValidRequests({ requests }: Played): Iterable<string> {
  for (const { node, purpose, body } of requests) {
    const read = readRequest(JSON.stringify(body), { alternation: true });
    if ('rejection' in read) {
      yield `${purpose} request of ${node}: ${read.rejection.code} ${read.rejection.message}\n${JSON.stringify(body.messages)}`;
    }
  }
}

/** The log shows each request in the words in which it was sent. */
function* tellsWhatItSent({ log, requests }: Played): Iterable<string> {
  const view = reduceAll(log);
  const sent = new Set(requests.map(({ node, body }) => `${node}: ${JSON.stringify(textsOf(body.messages))}`));
  for (const { node, visit, request } of of(log, 'model.finished')) {
    const told = `${node}: ${JSON.stringify(request.messages.map((id) => view.messages[id]?.text))}`;
    if (!sent.has(told)) yield `the request of ${node}#${visit} is told as ${told}, and was not sent so`;
  }
}
const textsOf = (messages: readonly { content?: unknown }[]): unknown[] => messages.map(({ content }) => content ?? '');

/** Every message that an event names is known to whoever has read the log so far. */
function* namesKnownMessages({ log, messages }: Played): Iterable<string> {
  const view = reduceAll(log);
  const stored = new Set(messages.map((message) => message.id));
  for (const event of log) {
    if (event.type === 'model.finished') {
      const unknown = event.request.messages.filter((id) => !Object.hasOwn(view.messages, id));
      if (unknown.length > 0) yield `the request of ${place(event)} names ${unknown.join(', ')}, which no event shows`;
    }
    if (event.type !== 'node.started' && event.type !== 'handoff.taken') continue;
    const unknown = event.context.history.filter((id) => !stored.has(id));
    if (unknown.length > 0) yield `the package of ${event.type} ${event.seq} names ${unknown.join(', ')}`;
  }
}

function* keepsLimits({ log }: Played, graph: Graph): Iterable<string> {
  const taken = of(log, 'handoff.taken');
  const counted = taken.filter(({ context }) => context.trigger !== 'error' || context.evidence['limit'] === undefined);
  if (counted.length > limitOf(graph, 'handoffs')) yield `${counted.length} handoffs`;
  for (const [id, list] of Map.groupBy(taken, (event) => event.handoff)) {
    const { limit = Infinity } = findHandoff(graph, id) ?? {};
    // Along `each` it is taken once, however many items there are.
    const times = new Set(list.map((event) => `${event.node}#${event.visit}`)).size;
    if (times > limit) yield `${id} was taken ${times} times, and may be ${limit} times`;
  }
  const calls = of(log, 'model.finished').filter(({ closes }) => closes === undefined);
  if (calls.length > limitOf(graph, 'modelCalls')) yield `${calls.length} model calls`;
  const late = of(log, 'node.finished').filter((event) => event.visit > limitOf(graph, 'visits'));
  if (late.length > 0) yield `${late.map(place).join(', ')} finished`;
  for (const [at, list] of Map.groupBy(calls, place)) {
    const node = findNode(graph, list[0]?.node ?? '');
    const steps = list.filter((event) => event.request.tools.length > 0 || event.step !== undefined).length;
    const most = node?.kind === 'agent' ? (node.maxSteps ?? defaultMaxSteps) : 3;
    if (node?.kind === 'agent' && steps > most) yield `${steps} steps in ${at}`;
  }
}

/** Control goes only where a handoff leads that was asked and fired, and of those along the first in the fixed order. */
function* takesHandoffsThatFired({ log }: Played, graph: Graph): Iterable<string> {
  for (const [index, event] of log.entries()) {
    if (event.type !== 'handoff.taken') continue;
    const handoff = findHandoff(graph, event.handoff);
    if (!handoff || handoff.from !== event.from || handoff.to !== event.to) {
      yield `${event.handoff} from ${event.from} to ${event.to} is no handoff of the graph`;
      continue;
    }
    const asked = log.slice(0, index).findLast((one) => one.type === 'handoff.considered' && sameVisit(one, event));
    const considered = asked?.type === 'handoff.considered' ? asked.handoffs : [];
    const fires = considered.filter((one) => one.fires).map((one) => one.id);
    if (!fires.includes(handoff.id)) yield `${handoff.id} was taken, and fired were ${fires.join(', ') || 'none'}`;
    if (findNode(graph, event.from)?.route === 'all') continue;
    const first = fires.toSorted((a, b) => rank(graph, a) - rank(graph, b))[0];
    // Among what a model asked for its own order counts.
    if (first !== undefined && rank(graph, first) < rank(graph, handoff.id)) yield `${handoff.id} before ${first}`;
  }
}

const sameVisit = (a: StoredEvent, b: StoredEvent): boolean =>
  'node' in a && 'node' in b && a.node === b.node && a.visit === b.visit;

function rank(graph: Graph, id: string): number {
  const handoff = findHandoff(graph, id);
  const on = handoff ? triggerOf(handoff).on : 'otherwise';
  if (on === 'model' || on === 'capability') return 0;
  const place = graph.handoffs?.findIndex((one) => one.id === id) ?? 0;
  return on === 'otherwise' ? 1e6 + place : 1 + place;
}

/** A node is entered by the user's message, by a handoff to it, or, a join, once for each round of branches. */
function* entersByHandoff({ log, live }: Played, graph: Graph, earlier: readonly Played[]): Iterable<string> {
  const starts = of(log, 'node.started').filter(
    (event, index, all) => all.findIndex((one) => place(one) === place(event)) === index,
  );
  if (starts[0] && starts[0].node !== startOf(graph, earlier)) yield `the run starts at ${starts[0].node}`;
  for (const [node, list] of Map.groupBy(starts, (event) => event.node)) {
    const visits = list.map((event) => event.visit).toSorted((a, b) => a - b);
    if (visits.some((visit, index) => visit !== index + 1)) yield `the visits of ${node} are ${visits.join(', ')}`;
    const into = of(log, 'handoff.taken').filter((event) => event.to === node).length;
    const first = node === starts[0]?.node ? 1 : 0;
    const found = findNode(graph, node);
    const collects = found?.kind === 'join' && found.onBranchError === 'collect';
    if (list.length > into + first && !collects) yield `${node} was entered ${list.length} times by ${into} handoffs`;
    if (found?.kind !== 'join') continue;
    const rounds = list.map((event) => event.context.evidence['fan']).filter((fan) => typeof fan === 'string');
    if (new Set(rounds).size < rounds.length) yield `${node} went on twice in one round: ${rounds.join(', ')}`;
  }
  const route = starts.map((event) => event.node).join(' ');
  if (live.route.join(' ') !== route) yield `the route is told as ${live.route.join(' ')}, and was ${route}`;
}

/** What was begun has an end: tools, visits, questions. */
function* finishesWhatItBegan({ log, live }: Played): Iterable<string> {
  if (!isOver(live.status)) return;
  for (const visit of live.visits) {
    if (visit.status === 'running' || visit.status === 'waiting') yield `${place(visit)} is still ${visit.status}`;
    const open = visit.tools.filter((tool) => tool.status === 'running');
    if (open.length > 0 && visit.status === 'finished') yield `${place(visit)} has finished, and its tool has not`;
  }
  if (live.status === 'finished') {
    for (const { call } of of(log, 'tool.started')) {
      const ended = of(log, 'tool.finished').some((event) => event.call === call);
      const cancelled = live.visits.some(
        (visit) => visit.status === 'cancelled' && visit.tools.some((tool) => tool.call === call),
      );
      if (!ended && !cancelled) yield `the tool call ${call} has no end`;
    }
  }
  // A node that failed as it was left, and whose process ended before the run did, starts again.
  const failed = new Set(of(log, 'node.failed').map(place));
  const finished = of(log, 'node.finished')
    .map(place)
    .filter((one) => !failed.has(one));
  if (new Set(finished).size < finished.length) yield `finished twice: ${finished.join(', ')}`;
  const asked = of(log, 'human.asked').map((event) => event.ask);
  if (new Set(asked).size < asked.length) yield `asked twice: ${asked.join(', ')}`;
}

/** The state that the log adds up to is the thread's. */
function* keepsState({ live, thread }: Played, _graph: Graph, earlier: readonly Played[]): Iterable<string> {
  if (
    thread &&
    live.status === 'finished' &&
    JSON.stringify(sorted(thread.state)) !== JSON.stringify(sorted(live.state))
  )
    yield `the thread has ${JSON.stringify(thread.state)}, and the log adds up to ${JSON.stringify(live.state)}`;
  const passed = earlier.at(-1)?.thread?.state ?? {};
  for (const [key, value] of Object.entries(passed)) {
    if (!Object.hasOwn(live.state, key)) yield `${key} = ${JSON.stringify(value)} was lost between two turns`;
  }
}
const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What is passed on and what is left behind are two different things. */
function* leavesWhatItDoesNotPass({ log }: Played): Iterable<string> {
  for (const { seq, context, left } of of(log, 'handoff.taken')) {
    const both = left.messages.filter((id) => context.history.includes(id));
    if (both.length > 0) yield `handoff ${seq} passes on and leaves behind ${both.join(', ')}`;
    if (left.state.some((key) => Object.hasOwn(context.state, key)))
      yield `handoff ${seq} leaves state that it passes on`;
  }
}

/** A run fails by what a node failed by, in the same words. */
function* failsByAFailure({ log, live }: Played): Iterable<string> {
  if (live.status !== 'failed') return;
  const failures = of(log, 'node.failed').map((event) => JSON.stringify(event.error));
  // A limit may also stop the very handoff that takes a failure on.
  if (!failures.includes(JSON.stringify(live.error)) && live.error?.kind !== 'limit')
    yield `${JSON.stringify(live.error)} is no failure of a node`;
}

export const laws: { [words: string]: Law } = {
  'ends once': endsOnce,
  'counts without a gap': countsWithoutGap,
  'replays as it was seen': replaysAsSeen,
  'sends valid requests': sendsValidRequests,
  'tells what it sent': tellsWhatItSent,
  'names known messages': namesKnownMessages,
  'keeps its limits': keepsLimits,
  'takes handoffs that fired': takesHandoffsThatFired,
  'enters nodes by handoffs': entersByHandoff,
  'finishes what it began': finishesWhatItBegan,
  'keeps its state': keepsState,
  'leaves what it does not pass on': leavesWhatItDoesNotPass,
  'fails by what failed': failsByAFailure,
  'passes on no more than its sender knew': narrows,
};
