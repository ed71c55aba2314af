/** When a join goes on with what came to it, as what, and with whom it no longer reckons. */
import type { ContextPackage } from '@baton/shared/events';
import type { Json, JsonObject } from '@baton/shared/graph';
import type { JoinNode } from '@baton/shared/nodes';
import { allRules } from '../context/redact.ts';
import { inFan, known, lookAt } from './branches.ts';
import {
  arrivedAt,
  isComplete,
  lateFor,
  meetsOthers,
  roundOf,
  waitingJoins,
  type Arrived,
  type BranchState,
  type Fork,
} from './fans.ts';
import type { Packet } from '../packet.ts';
import type { Visit } from '../visit.ts';

/** The join goes on: who came, the packet in which it does its work, and those by which other joins look again. */
export interface Collected {
  packet: Packet;
  arrived: Arrived[];
  looks: Packet[];
}

/** @returns undefined when it is not time yet, or another packet has gone on already. */
export function collect(visit: Visit, join: JoinNode): Collected | undefined {
  const { packet } = visit;
  const fork = packet.forks.at(-1);
  const by = packet.by ?? '';
  // Inside a consultation a join lets through what comes: the branches are who is asked, and they come back.
  if (!fork || visit.fans[fork.fan]?.returns) return alone(visit, join);
  const { fan } = fork;
  if (visit.fans[fan]?.fired.includes(join.id) || !isComplete(visit.graph, visit.fans, fan, join)) return undefined;
  const round = roundOf(visit.fans, fan, join.id);
  const number = visit.run.ledger.claim(visit.id, round, by);
  if (number === undefined) return undefined;
  const arrived = arrivedAt(visit.fans, fan, join.id);
  cancel(visit, fan, lateFor(visit.graph, visit.fans, fan, join));
  const forks = goOnAs(visit, join, fan, arrived);
  const context = together(packet.context, arrived, { fan: round, by, branches: arrived.length });
  const looks = lookAt(visit, waitingJoins(visit.fans, [fork]), packet.forks, `${visit.id}#${number}`);
  return { arrived, looks, packet: onward(visit, number, forks, context, arrived) };
}

function cancel(visit: Visit, fan: string, branches: readonly string[]): void {
  const late = branches.map((branch) => {
    const state: BranchState = { ...known(visit, { fan, branch }), status: 'cancelled' };
    return [branch, state] as const;
  });
  visit.writeFans({ [fan]: { branches: Object.fromEntries(late), fired: [] } });
  visit.run.cancelBranches(branches);
}

/**
 * Those who have met go on as the branch that their fan stands in. Where others of the fan may still meet them at a
 * later join, they go on beside those, as the first of them.
 * @returns the forks of what goes on
 */
function goOnAs(visit: Visit, join: JoinNode, fan: string, arrived: readonly Arrived[]): Fork[] {
  const outside = visit.packet.forks.slice(0, -1);
  const met = arrived.map(({ branch }) => branch);
  const [first, ...rest] = met;
  if (first === undefined || !meetsOthers(visit.graph, visit.fans, fan, met)) {
    visit.writeFans({ [fan]: { branches: {}, fired: [join.id] } });
    const outer = outside.at(-1);
    if (outer) visit.writeFans(inFan(outer, { ...known(visit, outer), node: join.id, status: 'running' }));
    return outside;
  }
  const orderOf = (branch: string) => known(visit, { fan, branch }).order;
  const gone = rest.map(
    (branch) => [branch, { order: orderOf(branch), node: join.id, status: 'over' as const }] as const,
  );
  const goesOn: BranchState = { order: orderOf(first), node: join.id, status: 'running' };
  const rounds = { [join.id]: (visit.fans[fan]?.rounds?.[join.id] ?? 0) + 1 };
  visit.writeFans({ [fan]: { branches: { ...Object.fromEntries(gone), [first]: goesOn }, fired: [], rounds } });
  return [...outside, { fan, branch: first }];
}

/** Control reached the join outside of any fan: there is one result. */
function alone(visit: Visit, join: JoinNode): Collected {
  const { result } = visit.packet;
  const arrived: Arrived[] = result ? [{ branch: '', order: 0, node: join.id, status: 'arrived', result }] : [];
  const { forks, context: packed, by = visit.id } = visit.packet;
  // By this name a process that goes on after a crash knows the round again.
  const fan = `${forks.at(-1)?.branch ?? ''}#${packed.hop}`;
  const number = visit.run.ledger.claim(visit.id, fan, by) ?? visit.run.ledger.enter(visit.id);
  const context = together(packed, arrived, { fan, by, branches: arrived.length });
  return { arrived, looks: [], packet: onward(visit, number, visit.packet.forks, context, arrived) };
}

function onward(
  visit: Visit,
  number: number,
  forks: Fork[],
  context: ContextPackage,
  arrived: readonly Arrived[],
): Packet {
  const trail = [...new Set([...(visit.packet.trail ?? []), ...arrived.flatMap((one) => one.result.wrote ?? [])])];
  const { item: _, by: _by, result: _result, ...rest } = visit.packet;
  const redacted = allRules(rest.redacted, ...arrived.map((one) => one.result.redacted));
  return { ...rest, visit: number, phase: 'enter', forks, context, trail, redacted };
}

/** One package from those of all branches: every message once, state of the later ones over that of the earlier. */
function together(context: ContextPackage, arrived: readonly Arrived[], evidence: JsonObject): ContextPackage {
  const states = arrived.map((one) => one.result.state);
  const merged: { [key: string]: Json } = Object.assign({}, ...states) as JsonObject;
  return {
    ...context,
    trigger: 'join',
    reason: `${arrived.length} ${arrived.length === 1 ? 'branch has' : 'branches have'} arrived`,
    evidence,
    history: [...new Set(arrived.flatMap((one) => one.result.history))],
    state: merged,
    results: arrived.map((one) => ({ node: one.result.node, output: one.result.output })),
  };
}
