/** How a branch moves: it is opened, goes on, arrives at a join, ends or fails; and when a join goes on with what came. */
import type { ContextPackage, RunError } from '@baton/shared/events';
import type { Json, JsonObject } from '@baton/shared/graph';
import type { JoinNode } from '@baton/shared/nodes';
import {
  arrivedAt,
  isComplete,
  joinAhead,
  waitingJoins,
  type Arrived,
  type BranchResult,
  type BranchState,
  type Fans,
  type Fork,
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

/** @returns the packet by which the join looks whether it can go on. */
export function arrive(
  visit: Visit,
  forks: readonly Fork[],
  join: JoinNode,
  result: BranchResult,
  context: ContextPackage,
): Packet {
  const fork = forks.at(-1);
  if (fork && !visit.fans[fork.fan]?.returns) {
    const state = known(visit, fork);
    visit.writeFans(
      inFan(fork, {
        ...state,
        node: join.id,
        status: 'arrived',
        join: join.id,
        result,
        arrival: visit.run.ledger.handoffs,
      }),
    );
    visit.run.arrived(fork, join);
  }
  return look(visit, { node: visit.placeOf(join.id), context, forks, by: fork?.branch ?? visit.id, result });
}

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
  return waitingJoins(visit.fans, forks).map(({ fan, join }) => {
    const until = forks.findIndex((one) => one.fan === fan) + 1;
    const by = `${fork.branch}:end`;
    return look(visit, { node: visit.placeOf(join), forks: forks.slice(0, until), by, context: visit.context });
  });
}

/** The branch of a consultation has its answer. */
export function cameBack(visit: Visit, fork: Fork, result: BranchResult): void {
  visit.writeFans(inFan(fork, { ...known(visit, fork), status: 'arrived', result }));
}

/** The branches of a fan are not waited for any more, and end. */
export function closeFan(visit: Visit, fan: string, why: string): void {
  visit.writeFans({ [fan]: { branches: {}, fired: [why] } });
  visit.run.cancelBranches(fan);
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
  return [arrive(visit, forks, join, resultOf(visit, { output: null, text: '', error }), visit.context)];
}

/** The join goes on: who came, and the packet in which it does its work. */
export interface Collected {
  packet: Packet;
  arrived: Arrived[];
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
  const number = visit.run.ledger.claim(visit.id, fan, by);
  if (number === undefined) return undefined;
  const arrived = arrivedAt(visit.fans, fan, join.id);
  visit.writeFans({ [fan]: { branches: {}, fired: [join.id] } });
  visit.run.cancelBranches(fan);
  const forks = packet.forks.slice(0, -1);
  const outer = forks.at(-1);
  if (outer) visit.writeFans(inFan(outer, { ...known(visit, outer), node: join.id, status: 'running' }));
  const context = together(packet.context, arrived, { fan, by, branches: arrived.length });
  return { arrived, packet: onward(visit, number, forks, context, arrived) };
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
  return { arrived, packet: onward(visit, number, visit.packet.forks, context, arrived) };
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
