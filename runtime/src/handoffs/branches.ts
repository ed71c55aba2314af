/** How a branch moves: it is opened, goes on, arrives at a join, ends or fails; and when a join goes on with what came. */
import type { ContextPackage, RunError } from '@baton/shared/events';
import type { Json, JsonObject } from '@baton/shared/graph';
import type { JoinNode } from '@baton/shared/nodes';
import {
  arrivedAt,
  isComplete,
  joinAhead,
  lateFor,
  meetsOthers,
  roundOf,
  waitingJoins,
  type Arrived,
  type BranchResult,
  type BranchState,
  type Fans,
  type Fork,
  type WaitingJoin,
} from './fans.ts';
import type { Packet } from '../packet.ts';
import type { Visit } from '../visit.ts';

const inFan = (fork: Fork, state: BranchState): Fans => ({
  [fork.fan]: { branches: { [fork.branch]: state }, fired: [] },
});

function known(visit: Visit, { fan, branch }: Fork): BranchState {
  return visit.fans[fan]?.branches[branch] ?? { order: 0, node: visit.node.id, status: 'running' };
}

/** The branch of a step has moved on to a node. */
export function moved(visit: Visit, to: string): void {
  const fork = visit.packet.forks.at(-1);
  if (fork) visit.writeFans(inFan(fork, { ...known(visit, fork), node: to, status: 'running' }));
}

/** A branch begins. @param node where it leads, by its id in its own graph */
export function opened(visit: Visit, fork: Fork, order: number, node: string, returns = false): void {
  const state = inFan(fork, { order, node, status: 'running' });
  visit.writeFans(returns ? { [fork.fan]: { branches: {}, fired: [], ...state[fork.fan], returns: true } } : state);
}

/** @returns the packets by which the join looks whether it can go on, and others that do not wait for this branch any more. */
export function arrive(
  visit: Visit,
  forks: readonly Fork[],
  join: JoinNode,
  result: BranchResult,
  context: ContextPackage,
): Packet[] {
  const fork = forks.at(-1);
  const by = nameOfLook(visit, fork);
  const own = look(visit, { node: visit.placeOf(join.id), context, forks, by, result });
  if (!fork || visit.fans[fork.fan]?.returns) return [own];
  const state = known(visit, fork);
  const arrival = visit.run.ledger.handoffs;
  visit.writeFans(inFan(fork, { ...state, node: join.id, status: 'arrived', join: join.id, result, arrival }));
  const round = `${roundOf(visit.fans, fork.fan, join.id)}>${join.id}`;
  if (visit.run.arrived(fork.branch, round, join))
    visit.run.cancelBranches(lateFor(visit.graph, visit.fans, fork.fan, join));
  const others = waitingJoins(visit.fans, [fork]).filter((waiting) => waiting.join !== join.id);
  return [own, ...lookAt(visit, others, forks, by)];
}

/** Two packets never have the same name: who of them goes on for a join is decided by it. */
export const nameOfLook = (visit: Visit, fork: Fork | undefined, what = ''): string =>
  `${fork ? `${fork.branch}:` : ''}${visit.id}#${visit.packet.visit}${what}`;

const lookAt = (visit: Visit, joins: readonly WaitingJoin[], forks: readonly Fork[], by: string): Packet[] =>
  joins.map(({ fan, join }) => {
    const until = forks.findIndex((one) => one.fan === fan) + 1;
    return look(visit, { node: visit.placeOf(join), forks: forks.slice(0, until), by, context: visit.context });
  });

/** A packet by which a join, or who consults, sees whether it can go on. */
export function look(
  visit: Visit,
  at: Pick<Packet, 'node' | 'context' | 'by'> & { forks: readonly Fork[]; result?: BranchResult | undefined },
): Packet {
  const { item, scope, input } = visit.packet;
  const { node, context, by, result } = at;
  return {
    node,
    visit: 0,
    phase: 'look',
    context,
    forks: [...at.forks],
    steps: 0,
    wrote: [],
    trail: visit.trail,
    since: Date.now(),
    ...(by === undefined ? {} : { by }),
    ...(item === undefined ? {} : { item }),
    ...(scope === undefined ? {} : { scope }),
    ...(input === undefined ? {} : { input }),
    ...(result ? { result } : {}),
  };
}

/** A branch ended without reaching a join: whoever waits for it looks again. */
export function ended(visit: Visit, result?: BranchResult): Packet[] {
  const { forks } = visit.packet;
  const fork = forks.at(-1);
  if (!fork) return [];
  visit.writeFans(inFan(fork, { ...known(visit, fork), status: 'over', ...(result ? { result } : {}) }));
  return lookAt(visit, waitingJoins(visit.fans, forks), forks, nameOfLook(visit, fork, ' end'));
}

/** The branch of a consultation has its answer. */
export function cameBack(visit: Visit, fork: Fork, result: BranchResult): void {
  visit.writeFans(inFan(fork, { ...known(visit, fork), status: 'arrived', result }));
}

/** The branches of a fan are not waited for any more, and end. */
export function closeFan(visit: Visit, fan: string, why: string): void {
  visit.writeFans({ [fan]: { branches: {}, fired: [why], closed: true } });
  visit.run.cancelBranches(Object.keys(visit.fans[fan]?.branches ?? {}));
}

/** What a node leaves behind in its branch. */
export function resultOf(visit: Visit, what: Pick<BranchResult, 'output' | 'text' | 'error'>): BranchResult {
  const history = visit.view().map((message) => message.id);
  return { node: visit.id, ...what, history, state: visit.ownState, wrote: visit.trail };
}

/** @returns what follows a failure that the next join puts up with; undefined when it does not. */
export function failedInside(visit: Visit, error: RunError): Packet[] | undefined {
  const { forks } = visit.packet;
  const fork = forks.at(-1);
  const join = fork && !visit.fans[fork.fan]?.returns ? joinAhead(visit.graph, visit.node.id) : undefined;
  const policy = join?.onBranchError ?? 'fail';
  if (!join || policy === 'fail') return undefined;
  if (policy === 'skip') return ended(visit);
  return arrive(visit, forks, join, resultOf(visit, { output: null, text: '', error }), visit.context);
}

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
  const number = visit.run.ledger.claim(visit.id, fan, by) ?? visit.run.ledger.entries(visit.id) + 1;
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
  return { ...rest, visit: number, phase: 'enter', forks, context, trail };
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
