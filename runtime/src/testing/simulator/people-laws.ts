/** What a person must allow is done only as the person has allowed it, and then it is done. */
import { baseId } from '@baton/shared/context';
import { emptyView, reduce, type EventOf, type StoredEvent } from '@baton/shared/events';
import { isObject, needsApproval, type Json, type JsonObject } from '@baton/shared/graph';
import { beside, localId } from '../../places.ts';
import { graphAt, handoffAt, nodeAt } from './documents.ts';
import { place, sameVisit, sinceConsidered, type Law } from './law.ts';

type Asked = EventOf<'human.asked'>;
interface Allowed {
  asked: Asked;
  answer: JsonObject;
}

/** The questions among some events that a person has said yes to. */
function allowedAmong(events: readonly StoredEvent[]): Allowed[] {
  const answers = new Map(events.flatMap((one) => (one.type === 'human.answered' ? [[one.ask, one.answer]] : [])));
  return events.flatMap((asked) => {
    const answer: Json | undefined = asked.type === 'human.asked' ? answers.get(asked.ask) : undefined;
    return asked.type === 'human.asked' && isObject(answer) && answer['approved'] === true ? [{ asked, answer }] : [];
  });
}

export const handsOverAsAllowed: Law = function* ({ log, live }, documents) {
  for (const [index, event] of log.entries()) {
    if (event.type !== 'handoff.taken') continue;
    const handoff = handoffAt(documents, event.handoff, event.from);
    if (!handoff || !needsApproval(handoff)) continue;
    const since = sinceConsidered(log, index);
    const before = since.filter((one) => one.type === 'handoff.taken' && one.handoff === event.handoff).length;
    const allowed = allowedAmong(since).filter(({ asked }) => asked.handoff === event.handoff)[before];
    if (allowed) yield* asAllowed(event, allowed);
    else yield `${event.handoff} (${event.seq}) was taken, and nobody has allowed it`;
  }
  if (live.status !== 'finished') return;
  for (const { asked } of allowedAmong(log)) {
    const { handoff } = asked;
    if (handoff === undefined) continue;
    const after = log.slice(log.indexOf(asked)).filter((one) => sameVisit(one, asked));
    const isTaken = after.some((one) => one.type === 'handoff.taken' && one.handoff === handoff);
    const stops = after.some((one) => one.type === 'node.failed' || one.type === 'node.cancelled');
    if (!isTaken && !stops) yield `${asked.ask} was allowed, and ${handoff} was not taken`;
  }
};

/** To whom the person has sent it, and with the package as the person has left it. */
function* asAllowed({ seq, handoff, from, to, context, left }: EventOf<'handoff.taken'>, { asked, answer }: Allowed) {
  const shown = asked.context;
  if (!shown) return;
  const target = typeof answer['to'] === 'string' ? beside(from, answer['to']) : asked.to;
  if (to !== target || context.to !== target) yield `${handoff} (${seq}) leads to ${to}, and was sent to ${target}`;
  const edits: JsonObject = isObject(answer['context']) ? answer['context'] : {};
  const { history } = edits;
  const kept = shown.history.filter((id) => !Array.isArray(history) || history.includes(id));
  const dropped = shown.history.filter((id) => !kept.includes(id));
  const expected = { brief: shown.brief, state: shown.state, args: shown.args, ...edits, history: kept };
  for (const [key, value] of Object.entries(expected)) {
    const passed = JSON.stringify(context[key as 'brief' | 'state' | 'args' | 'history']);
    if (passed !== JSON.stringify(value)) yield `${key} of ${handoff} (${seq}) is ${passed}, and not as it was allowed`;
  }
  const lost = dropped.map(baseId).filter((id) => !left.messages.map(baseId).includes(id));
  if (lost.length > 0) yield `${handoff} (${seq}) does not tell that ${lost.join()} was left out`;
}

export const callsToolsAsAllowed: Law = function* ({ log }, documents) {
  for (const [index, event] of log.entries()) {
    if (event.type !== 'tool.started') continue;
    const tool = graphAt(documents, event.node)?.tools?.find((one) => one.id === event.tool);
    if (!tool?.approval) continue;
    const asks = allowedAmong(log.slice(0, index)).filter(
      ({ asked }) => asked.call === event.call && sameVisit(asked, event),
    );
    if (asks.length === 0)
      yield `${localId(event.node)} calls ${event.tool} (${event.call}), and nobody has allowed it`;
    if (asks.some(({ asked }) => JSON.stringify(asked.args) !== JSON.stringify(event.args)))
      yield `${event.call} of ${place(event)} is not the call that was allowed`;
  }
};

/** A question in one branch holds up no other: whoever is not asked, and has asked nobody, is through. */
export const restsForPeople: Law = function* ({ log }, documents) {
  const consults = new Set<string>();
  let view = emptyView();
  for (const event of log) {
    view = reduce(view, event);
    if (event.type === 'handoff.taken' && event.returns) consults.add(place(event));
    if (event.type === 'tool.started') consults.add(place(event));
    if (event.type !== 'run.paused' || event.why === 'shutdown') continue;
    const atWork = view.visits.filter(
      (visit) =>
        visit.status === 'running' && !consults.has(place(visit)) && nodeAt(documents, visit.node)?.kind !== 'graph',
    );
    if (atWork.length > 0) yield `the run pauses at ${event.seq} with ${atWork.map(place).join()} at work`;
  }
};
