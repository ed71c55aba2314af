/** Taking handoffs: the packages are built, the events held, and the packets made that LangGraph sends on. */
import { findNode, limitOf, type Json, type JsonObject } from '@baton/shared/graph';
import { arrive, moved, opened } from './branches.ts';
import { pack } from './context/package.ts';
import { limitError } from './errors.ts';
import type { Values } from './expressions.ts';
import { fanId, type Fork } from './fans.ts';
import type { Packet } from './packet.ts';
import type { Firing } from './triggers/index.ts';
import type { Visit } from './visit.ts';

/** What the sender leaves with: its result, as templates and joins see it. */
export interface Leaving {
  output: Json;
  text: string;
  values: Values;
  /** What the model said with its call, by handoff. */
  args: (handoff: string) => JsonObject;
}

/** One way on: a handoff, and the item where it is one of many. */
interface Way {
  firing: Firing;
  item?: Json;
}

/** @param firing the handoffs that fire; with `route: "first"` only the first is taken. */
export async function handOver(visit: Visit, firing: readonly Firing[], leaving: Leaving): Promise<Packet[]> {
  const taken = visit.node.route === 'all' ? firing : firing.slice(0, 1);
  const ways = taken.flatMap((one): Way[] => one.items?.map((item) => ({ firing: one, item })) ?? [{ firing: one }]);
  const [only] = ways;
  if (ways.length === 1 && only && !only.firing.items) return [await take(visit, only, leaving, visit.packet.forks)];
  const fan = fanId(visit.packet.forks, visit.node.id, visit.packet.visit);
  const packets: Packet[] = [];
  for (const [order, way] of ways.entries()) {
    const fork: Fork = { fan, branch: `${fan}.${order + 1}` };
    opened(visit, fork, order, way.firing.handoff.to);
    packets.push(await take(visit, way, leaving, [...visit.packet.forks, fork]));
  }
  return packets;
}

async function take(visit: Visit, { firing, item }: Way, leaving: Leaving, forks: Fork[]): Promise<Packet> {
  const { ledger } = visit.run;
  const { handoff, reason } = firing;
  const allowed = limitOf(visit.graph, 'handoffs');
  if (ledger.handoffs >= allowed && !causedBy(firing, 'handoffs')) {
    throw limitError('handoffs', `This run may take ${allowed} handoffs (limits.handoffs), and it has.`);
  }
  const args = leaving.args(handoff.id);
  const values = item === undefined ? leaving.values : { ...leaving.values, item };
  const { context, left } = await pack(visit, firing, args, values);
  const { from, to, id } = handoff;
  const branch = forks.at(-1)?.branch;
  const place = { node: visit.node.id, visit: visit.packet.visit, ...(branch === undefined ? {} : { branch }) };
  visit.hold({ type: 'handoff.taken', ...place, handoff: id, from, to, reason, context, left });
  const target = findNode(visit.graph, to);
  if (target?.kind === 'join') {
    const { output, text } = leaving;
    const { history, state } = context;
    return arrive(visit, forks, target, { node: from, output, text, history, state }, context);
  }
  if (forks === visit.packet.forks) moved(visit, to);
  const inherited = item ?? visit.packet.item;
  return packetFor(to, ledger.entries(to), context, forks, inherited);
}

/** A handoff on `error` is not counted by the limit that caused it. */
const causedBy = ({ evidence }: Firing, limit: string): boolean => evidence['limit'] === limit;

export function packetFor(
  node: string,
  visit: number,
  context: Packet['context'],
  forks: Fork[] = [],
  item?: Json,
): Packet {
  return {
    node,
    visit,
    phase: 'enter',
    context,
    forks,
    steps: 0,
    wrote: [],
    since: Date.now(),
    ...(item === undefined ? {} : { item }),
  };
}
