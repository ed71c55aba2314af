/** Which handoffs a node leaves along: considered, allowed by people where that is asked, then taken or consulted. */
import type { Considered } from '@baton/shared/events';
import { needsApproval, findHandoff, nodeName, triggerOf } from '@baton/shared/graph';
import { askFirst, askNext, isDecided } from './approvals.ts';
import { ended } from './branches.ts';
import { askedBy, consult, goBack } from './consultation.ts';
import { NodeError } from '../errors.ts';
import { handoffOf, handOver, nameOf, valuesOf } from './hand-over.ts';
import type { AskedHandoff } from '../nodes/done.ts';
import type { Leaving, PackedWay, Packet, Pending, Way } from '../packet.ts';
import { consider, type Firing } from '../triggers/index.ts';
import type { Situation } from '../triggers/trigger.ts';
import type { Visit } from '../visit.ts';

/** @returns where control goes; undefined where nothing fires before a node's work, or takes its failure on. */
export async function decide(visit: Visit, leaving: Leaving): Promise<Packet[] | undefined> {
  const { considered, firing } = consider(candidates(visit, leaving), situation(visit, leaving), (handoff) =>
    visit.run.ledger.taken(visit.placeOf(handoff)),
  );
  const ways = waysOf(visit, leaving, firing);
  const consults = ways.some((way) => handoffOf(visit, way).returns);
  const waits = ways.some((way) => needsApproval(handoffOf(visit, way)));
  const unanswered = leaving.done.asked.filter((one) => !ways.some((way) => way.call?.id === one.call.id));
  const asksAgain = ways.length === 0 && unanswered.length > 0;
  const leadsNowhere = ways.length === 0 && !asksAgain && leaving.at === 'exit' && !mayEnd(visit);
  const leaves = !consults && !waits && !asksAgain && !leadsNowhere && (leaving.at === 'exit' || ways.length > 0);
  if (leaves && leaving.at === 'exit') tellEnd(visit, leaving);
  const all = withRefused(visit, considered);
  if (all.length > 0) visit.hold({ type: 'handoff.considered', ...visit.place, handoffs: inRun(visit, all) });
  if (leaves && leaving.at !== 'exit') tellEnd(visit, leaving);
  for (const one of unanswered) visit.answerCall(one.call, whyNot(visit, one, firing, ways));
  if (asksAgain) return [visit.next('model')];
  if (leadsNowhere)
    throw new NodeError('no-route', `No handoff of ${nodeName(visit.node)} fired. Give it one on "otherwise".`);
  if (ways.length === 0) return leaving.at === 'exit' ? atItsEnd(visit, leaving) : undefined;
  if (waits) return [await askFirst(visit, ways, leaving)];
  return along(visit, ways, leaving);
}

/** One step of asking people; when all have answered, control goes where they let it. */
export async function approve(visit: Visit, pending: Pending): Promise<Packet[] | undefined> {
  const next = askNext(visit, pending);
  if (!isDecided(visit, next)) return [visit.next('decide', { pending: next })];
  // While people were asked others may have taken it as often as it may be.
  const allowed = withinLimits(
    visit,
    next.ways.filter((way) => way.answer?.approved ?? true),
  );
  const refused = next.ways.filter((way) => !allowed.includes(way));
  for (const way of refused) if (way.call) visit.answerCall(way.call, refusal(way));
  if (allowed.length === 0) return asIfNotThere(visit, refused, next.leaving);
  if (!allowed.some((way) => handoffOf(visit, way).returns)) tellEnd(visit, next.leaving);
  return along(visit, allowed, next.leaving);
}

/** The sender goes on as if the refused handoffs were not there. */
async function asIfNotThere(
  visit: Visit,
  refused: readonly PackedWay[],
  leaving: Leaving,
): Promise<Packet[] | undefined> {
  const over = {
    passedOver: [...(visit.packet.passedOver ?? []), ...refused.map((way) => way.handoff)],
    refused: [...(visit.packet.refused ?? []), ...refused.flatMap(asRefused)],
  };
  if (refused.some((way) => way.call)) return [visit.next('model', over)];
  const without = visit.going({ ...visit.packet, ...over });
  const packets = await decide(without, { ...leaving, done: { ...leaving.done, asked: [] } });
  Object.assign(visit.update, without.update);
  return packets === undefined && leaving.at === 'entry' ? [visit.next('work', over)] : packets;
}

const asRefused = ({ handoff, evidence, answer }: PackedWay): Considered[] =>
  answer?.approved ? [] : [{ id: handoff, fires: false, evidence: { ...evidence, refused: true } }];

const refusal = ({ answer }: PackedWay): string =>
  answer?.approved
    ? 'It was taken as often as it may be meanwhile. Go on without it.'
    : `A person refused this handoff${answer?.comment ? `: ${answer.comment}` : ''}. Go on without it.`;

async function along(visit: Visit, ways: readonly (Way | PackedWay)[], leaving: Leaving): Promise<Packet[]> {
  const free = visit.run.ledger.reserve(
    visit.place,
    ways.map((way) => visit.placeOf(way.handoff)),
  );
  return takeAll(visit, ways, leaving).finally(free);
}

async function takeAll(visit: Visit, ways: readonly (Way | PackedWay)[], leaving: Leaving): Promise<Packet[]> {
  if (ways.some((way) => handoffOf(visit, way).returns)) return consult(visit, ways, leaving);
  if (leaving.done.speaks && !visit.isConsulted) visit.update.active_node = visit.node.id;
  return handOver(visit, ways, leaving);
}

/** Whether a way may end here when nothing fires: at an agent, where no handoff begins, and in a consultation. */
const mayEnd = (visit: Visit): boolean =>
  visit.node.kind === 'agent' || visit.handoffs.length === 0 || askedBy(visit)?.kind === 'handoff';

/** Nothing fires: the result goes to who consulted, else to the user, and the way ends here. */
function atItsEnd(visit: Visit, { done: { output, text, speaks } }: Leaving): Packet[] {
  const back = goBack(visit, { output, text });
  if (back) return back;
  visit.answer({ node: visit.node.id, output, text }, speaks);
  return ended(visit);
}

/** The visit is over: it has finished, or failed for good. */
export function tellEnd(visit: Visit, { done, failure }: Leaving): void {
  const { node, visit: number, since } = visit.packet;
  if (failure) {
    const attempt = visit.run.ledger.attempts(node, number);
    visit.hold({ type: 'node.failed', ...visit.place, error: failure, attempt });
    return;
  }
  const { output, text, confidence } = done;
  visit.setOutput(output);
  visit.hold({ type: 'node.finished', ...visit.place, output, message: text, confidence, ms: Date.now() - since });
}

/** What a person refused is told each time, as it was considered: it is why the others had their turn. */
function withRefused(visit: Visit, considered: readonly Considered[]): Considered[] {
  const refused = new Map((visit.packet.refused ?? []).map((one) => [one.id, one]));
  return [...refused.values(), ...considered];
}

const inRun = (visit: Visit, considered: readonly Considered[]): Considered[] =>
  considered.map((one) => ({ ...one, id: visit.placeOf(one.id) }));

function candidates(visit: Visit, { at }: Leaving) {
  const passedOver = visit.packet.passedOver ?? [];
  const open = visit.handoffs.filter((handoff) => !passedOver.includes(handoff.id));
  if (at !== 'entry') return open;
  return open.filter((handoff) => {
    const trigger = triggerOf(handoff);
    return trigger.on === 'rule' && trigger.at === 'entry';
  });
}

function situation(visit: Visit, leaving: Leaving): Situation {
  const { graph, node } = visit;
  const { at, done, failure } = leaving;
  const error = failure ? { error: { kind: failure.kind, message: failure.message } } : {};
  const { confidence, asked } = done;
  return { graph, node, at, values: valuesOf(visit, leaving), confidence, asked, ...error };
}

/**
 * What of all that fires is done: with `route: "first"` the first, with `"all"` every one; and where others are to be
 * consulted, that first, all at once, since the sender is asked again when they have answered.
 */
function waysOf(visit: Visit, { done, failure }: Leaving, firing: readonly Firing[]): Way[] {
  const [first] = firing;
  if (!first) return [];
  const all = visit.node.route === 'all';
  const consults = all ? firing.some((one) => one.handoff.returns) : first.handoff.returns === true;
  const asked = (one: Firing): AskedHandoff[] => done.asked.filter((call) => call.handoff === one.handoff.id);
  const taken = firing.filter((one) => {
    if ((one.handoff.returns === true) !== consults) return false;
    return all || one === first || (consults && asked(first).length > 0 && asked(one).length > 0);
  });
  const limit = failure?.limit === undefined ? {} : { limit: failure.limit };
  const ways = taken.flatMap((one) => {
    const calls = consults ? asked(one) : asked(one).slice(0, 1);
    return calls.length > 0 ? calls.flatMap((call) => eachOf(one, call)) : eachOf(one);
  });
  return inCallOrder(withinLimits(visit, ways), done.asked).map((way) => ({
    ...way,
    evidence: { ...way.evidence, ...limit },
  }));
}

function eachOf({ handoff, reason, evidence, items }: Firing, asked?: AskedHandoff): Way[] {
  const way: Way = {
    handoff: handoff.id,
    reason,
    evidence,
    args: asked?.args ?? {},
    ...(asked ? { call: asked.call } : {}),
  };
  return items?.map((item) => ({ ...way, item })) ?? [way];
}

/** Several calls of one handoff in one turn count one by one. */
function withinLimits<Wanted extends Way>(visit: Visit, ways: readonly Wanted[]): Wanted[] {
  const counts = new Map<string, number>();
  return ways.filter((way) => {
    const { limit = Infinity, each } = handoffOf(visit, way);
    const count = counts.get(way.handoff) ?? visit.run.ledger.taken(visit.placeOf(way.handoff));
    counts.set(way.handoff, count + 1);
    return each !== undefined || count < limit;
  });
}

function inCallOrder(ways: readonly Way[], asked: readonly AskedHandoff[]): Way[] {
  const place = ({ call }: Way): number => asked.findIndex((one) => one.call.id === call?.id);
  return ways.toSorted((a, b) => (a.call && b.call ? place(a) - place(b) : 0));
}

/** Every call of a model is answered, so that it can be asked again. */
function whyNot(visit: Visit, { handoff }: AskedHandoff, firing: readonly Firing[], ways: readonly Way[]): string {
  const to = nameOf(visit, findHandoff(visit.graph, handoff)?.to ?? handoff);
  if (!firing.some((one) => one.handoff.id === handoff))
    return `Not handed over to ${to}: there is nothing to hand over, or it is not open. Go on without it.`;
  if (ways.some((way) => handoffOf(visit, way).returns))
    return `Ignored: first come the answers of those who were asked. Call it again after them if it is still needed.`;
  return 'Ignored: one handoff is taken at a time, and the first was.';
}
