/** What the log of every run says: that it ends once, leaves nothing out, and adds up to what was seen and kept. */
import { endings, isOver, reduceAll, type RunView } from '@baton/shared/events';
import { needsApproval } from '@baton/shared/graph';
import { localId } from '../../places.ts';
import { readRequest } from '../openai-server/request.ts';
import { of } from '../play.ts';
import { handoffAt } from './documents.ts';
import { isWide, place, sameVisit, type Law } from './law.ts';

/** A run ends in exactly one way, and nothing comes after it. */
export const endsOnce: Law = function* ({ log, live }) {
  const ends = log.filter((event) => endings.has(event.type));
  if (!isOver(live.status)) yield `the run is ${live.status}, and nobody is waited for`;
  if (ends.length !== 1) yield `${ends.length} endings`;
  if (ends[0] !== log.at(-1)) yield 'something was written after the end';
  if (log[0]?.type !== 'run.started') yield `the log begins with ${log[0]?.type}`;
  if (of(log, 'run.started').length !== 1) yield 'the run has started more than once';
};

export const countsWithoutGap: Law = function* ({ log }) {
  const gap = log.findIndex((event, index) => event.seq !== index + 1);
  if (gap >= 0) yield `number ${log[gap]?.seq} stands at place ${gap + 1}`;
};

/** Whoever reads the log afterwards knows what somebody who watched has seen. */
export const replaysAsSeen: Law = function* ({ log, live }) {
  const replayed = JSON.stringify(withoutHalfWords(reduceAll(log)));
  const seen = JSON.stringify(withoutHalfWords(live));
  if (replayed !== seen) yield `a replay says\n${replayed}\nand who watched saw\n${seen}`;
};

/** What a model was just saying when it was stopped was seen live, and is nowhere else. */
const withoutHalfWords = (view: RunView): RunView => ({
  ...view,
  visits: view.visits.map((visit) => (visit.status === 'finished' ? visit : { ...visit, text: '' })),
});

/** Every request is one that a strict provider takes, and the log says what was sent. */
export const sendsValidRequests: Law = function* ({ requests }) {
  for (const { node, purpose, body } of requests) {
    const read = readRequest(JSON.stringify(body), { alternation: true });
    if ('rejection' in read) {
      yield `${purpose} request of ${node}: ${read.rejection.code} ${read.rejection.message}\n${JSON.stringify(body.messages)}`;
    }
  }
};

/** The log shows each request in the words in which it was sent. */
export const tellsWhatItSent: Law = function* ({ log, requests }) {
  const view = reduceAll(log);
  const sent = new Set(requests.map(({ node, body }) => `${node}: ${JSON.stringify(textsOf(body.messages))}`));
  for (const { node, visit, request } of of(log, 'model.finished')) {
    const told = `${localId(node)}: ${JSON.stringify(request.messages.map((id) => view.messages[id]?.text))}`;
    if (!sent.has(told)) yield `the request of ${node}#${visit} is told as ${told}, and was not sent so`;
  }
};
const textsOf = (messages: readonly { content?: unknown }[]): unknown[] => messages.map(({ content }) => content ?? '');

/** Every message that an event names is known to whoever has read the log so far. */
export const namesKnownMessages: Law = function* ({ log, messages }) {
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
};

/** What was begun has an end: tools, visits, questions. */
export const finishesWhatItBegan: Law = function* ({ log, live }) {
  for (const visit of live.visits) {
    const open = visit.tools.filter((tool) => tool.status === 'running');
    if (open.length > 0 && visit.status === 'finished') yield `${place(visit)} has finished, and its tool has not`;
  }
  if (live.status === 'finished' && !isWide(log)) {
    const over = log.filter(
      (one) => one.type === 'node.finished' || (one.type === 'node.failed' && one.retryInMs === undefined),
    );
    const left = of(log, 'node.started').filter((event) => !over.some((one) => sameVisit(one, event)));
    if (left.length > 0) yield `${left.map(place).join(', ')} began, and the run has ended without them`;
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
};

/** The state that the log adds up to is the thread's. */
export const keepsState: Law = function* ({ live, thread }, _documents, earlier) {
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
};
const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What is passed on and what is left behind are two different things. */
export const leavesWhatItDoesNotPass: Law = function* ({ log }) {
  for (const { seq, context, left } of of(log, 'handoff.taken')) {
    const both = left.messages.filter((id) => context.history.includes(id));
    if (both.length > 0) yield `handoff ${seq} passes on and leaves behind ${both.join(', ')}`;
    if (left.state.some((key) => Object.hasOwn(context.state, key)))
      yield `handoff ${seq} leaves state that it passes on`;
  }
};

/** What a handoff blacks out is nowhere in its package, but where a person has written it there. */
export const blacksOut: Law = function* ({ log, messages }, documents) {
  const texts = new Map(messages.map((message) => [message.id, JSON.stringify(message)]));
  for (const { seq, handoff, from, context } of of(log, 'handoff.taken')) {
    const written = handoffAt(documents, handoff, from);
    if (!written || needsApproval(written)) continue;
    const { history, brief, state, args, reason, results } = context;
    const passed = [...history.map((id) => texts.get(id)), JSON.stringify({ brief, state, args, reason, results })];
    for (const rule of written.context?.redact ?? []) {
      const found = typeof rule === 'string' ? null : new RegExp(rule.pattern).exec(passed.join());
      if (found) yield `the package of ${handoff} (${seq}) shows ${found[0]}`;
    }
  }
};

/** A run fails by what a node failed by, in the same words. */
export const failsByAFailure: Law = function* ({ log, live }) {
  if (live.status !== 'failed') return;
  const failures = of(log, 'node.failed').map((event) => JSON.stringify(event.error));
  if (!failures.includes(JSON.stringify(live.error))) yield `${JSON.stringify(live.error)} is no failure of a node`;
};
