/** Taking handoffs: the packages are built, the events held, and the packets made that LangGraph sends on. */
import { findHandoff, findNode, limitOf, nodeName, type Handoff, type Redaction } from '@baton/shared/graph';
import { arrive, moved, opened } from './branches.ts';
import { pack, type Packed } from '../context/package.ts';
import { allRules, redactJson, redactor } from '../context/redact.ts';
import { limitError, times } from '../errors.ts';
import type { Values } from '../expressions.ts';
import { fanId, type Fork } from './fans.ts';
import type { Leaving, PackedWay, Packet, Way } from '../packet.ts';
import type { Visit } from '../visit.ts';

/** @throws Error when the handoff is gone: the graph of a run is pinned, so it cannot be. */
export function handoffOf(visit: Visit, { handoff }: Way): Handoff {
  const found = findHandoff(visit.graph, handoff);
  if (!found) throw new Error(`there is no handoff "${handoff}" in graph ${visit.graph.id}`);
  return found;
}

/** What conditions and templates see of what a node leaves with. */
export function valuesOf(visit: Visit, { at, done, failure }: Leaving): Values {
  if (at === 'entry') return visit.values();
  if (failure) return visit.values({ error: { kind: failure.kind, message: failure.message } });
  const certainty = done.confidence === null ? {} : { confidence: done.confidence };
  return visit.values({ output: done.output, message: done.text, ...certainty, ...done.values });
}

/** Takes one handoff, or several in parallel branches. */
export async function handOver(visit: Visit, ways: readonly (Way | PackedWay)[], leaving: Leaving): Promise<Packet[]> {
  const [only] = ways;
  const splits = ways.length > 1 || (only && handoffOf(visit, only).each !== undefined);
  if (only && !splits) return take(visit, only, leaving, visit.packet.forks);
  const fan = fanId(visit.packet.forks, visit.node.id, visit.packet.visit);
  const packets: Packet[] = [];
  for (const [order, way] of ways.entries()) {
    const fork: Fork = { fan, branch: `${fan}.${order + 1}` };
    opened(visit, fork, order, targetOf(visit, way));
    packets.push(...(await take(visit, way, leaving, [...visit.packet.forks, fork])));
  }
  return packets;
}

/** Id in its own graph; a person may have sent it elsewhere. */
const targetOf = (visit: Visit, way: Way | PackedWay): string => ('to' in way ? way.to : handoffOf(visit, way).to);

/**
 * The handoff is told as taken, with its package.
 * @throws NodeError of kind `limit`
 */
export async function taken(
  visit: Visit,
  way: Way | PackedWay,
  leaving: Leaving,
  forks: readonly Fork[],
): Promise<Packed> {
  const { ledger, setting } = visit.run;
  const handoff = handoffOf(visit, way);
  const allowed = limitOf(setting.graph, 'handoffs');
  // A handoff on `error` is not counted by the limit that caused it.
  if (ledger.handoffs + ledger.taking >= allowed && way.evidence['limit'] !== 'handoffs') {
    throw limitError('handoffs', `This run has handed over ${times(allowed)}, as often as limits.handoffs allows.`);
  }
  const to = targetOf(visit, way);
  // Others may be taking theirs while the package is made: each is counted from here on, until it is told.
  ledger.taking++;
  try {
    const { context, left } = 'context' in way ? way : await packWay(visit, way, leaving);
    const branch = forks.at(-1)?.branch;
    const place = { node: visit.id, visit: visit.packet.visit, ...(branch === undefined ? {} : { branch }) };
    visit.hold({
      type: 'handoff.taken',
      ...place,
      handoff: visit.placeOf(handoff.id),
      from: visit.id,
      to: visit.placeOf(to),
      reason: way.reason,
      context,
      left,
      ...visit.run.untold(context.history),
      ...(handoff.returns ? { returns: true as const } : {}),
    });
    return { context, left };
  } finally {
    ledger.taking--;
  }
}

export function packWay(visit: Visit, way: Way, leaving: Leaving): Promise<Packed> {
  return pack(visit, handoffOf(visit, way), way, valuesOf(visit, leaving));
}

async function take(visit: Visit, way: Way | PackedWay, leaving: Leaving, forks: Fork[]): Promise<Packet[]> {
  // Words to the model come before the package is made, so that it says what has happened.
  if (way.call) visit.answerCall(way.call, `Handed over to ${nameOf(visit, targetOf(visit, way))}.`);
  const { context } = await taken(visit, way, leaving, forks);
  const to = targetOf(visit, way);
  const target = findNode(visit.graph, to);
  if (target?.kind === 'join') {
    const { output, text, asked } = leaving.done;
    const { history, state } = context;
    // What the join makes of it goes on, to whoever comes after.
    const redact = redactor(handoffOf(visit, way).context?.redact ?? []);
    const result = {
      node: visit.id,
      // Whose model hands over has no output: what it said beside the call is what it brings.
      output: redactJson(asked.length > 0 ? text || null : output, redact),
      text: redact(text),
      history,
      state,
      wrote: visit.trail,
      redacted: redactedBy(visit, way),
    };
    return arrive(visit, forks, target, result, context);
  }
  const looks = forks === visit.packet.forks ? moved(visit, to) : [];
  const node = visit.placeOf(to);
  const number = visit.run.ledger.enter(node);
  return [onward(visit, way, { node, visit: number, context, forks }), ...looks];
}

/** By what texts have been redacted when control has gone along a handoff. */
const redactedBy = (visit: Visit, way: Way): Redaction[] =>
  allRules(visit.packet.redacted, handoffOf(visit, way).context?.redact);

export function nameOf(visit: Visit, id: string): string {
  const node = findNode(visit.graph, id);
  return node ? nodeName(node) : id;
}

/** A packet along a handoff: what belongs to the branch and to the call of the graph goes along. */
export function onward(visit: Visit, way: Way, to: Pick<Packet, 'node' | 'visit' | 'context' | 'forks'>): Packet {
  const { scope, input } = visit.packet;
  const { item = visit.packet.item } = way;
  const redacted = redactedBy(visit, way);
  return {
    ...newPacket(to),
    trail: visit.trail,
    ...(redacted.length > 0 ? { redacted } : {}),
    ...(item === undefined ? {} : { item }),
    ...(scope === undefined ? {} : { scope }),
    ...(input === undefined ? {} : { input }),
  };
}

/** A packet by which control reaches a node. */
export function newPacket(to: Pick<Packet, 'node' | 'visit' | 'context'> & Partial<Packet>): Packet {
  return { phase: 'enter', forks: [], steps: 0, wrote: [], trail: [], since: Date.now(), ...to };
}
