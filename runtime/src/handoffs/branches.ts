/** How a branch moves: it is opened, goes on, arrives at a join, ends or fails; and who has to know. */
import type { ContextPackage, RunError } from '@baton/shared/events';
import type { JoinNode } from '@baton/shared/nodes';
import {
  canReach,
  joinAhead,
  lateFor,
  roundOf,
  waitingJoins,
  type BranchResult,
  type BranchState,
  type Fans,
  type Fork,
  type WaitingJoin,
} from './fans.ts';
import type { Packet } from '../packet.ts';
import type { Visit } from '../visit.ts';

/** A branch as it is now. */
export const inFan = (fork: Fork, state: BranchState): Fans => ({
  [fork.fan]: { branches: { [fork.branch]: state }, fired: [] },
});

/** What is known of a branch. */
export function known(visit: Visit, { fan, branch }: Fork): BranchState {
  return visit.fans[fan]?.branches[branch] ?? { order: 0, node: visit.node.id, status: 'running' };
}

/**
 * The branch of a step has moved on to a node.
 * @returns the packets by which joins look again that it has passed by, and can no longer come to
 */
export function moved(visit: Visit, to: string): Packet[] {
  const { forks } = visit.packet;
  const fork = forks.at(-1);
  if (!fork) return [];
  visit.writeFans(inFan(fork, { ...known(visit, fork), node: to, status: 'running' }));
  return lookAt(visit, passedBy(visit, to), forks, nameOfLook(visit, fork, ' on'));
}

const passedBy = (visit: Visit, to: string): WaitingJoin[] =>
  waitingJoins(visit.fans, visit.packet.forks).filter(
    ({ join }) => canReach(visit.graph, visit.node.id, join) && to !== join && !canReach(visit.graph, to, join),
  );

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
  const others = waitingJoins(visit.fans, forks).filter((waiting) => waiting.join !== join.id);
  return [own, ...lookAt(visit, others, forks, by)];
}

/** Two packets never have the same name: who of them goes on for a join is decided by it. */
export const nameOfLook = (visit: Visit, fork: Fork | undefined, what = ''): string =>
  `${fork ? `${fork.branch}:` : ''}${visit.id}#${visit.packet.visit}${what}`;

/** Packets by which other joins look whether they can go on. */
export const lookAt = (visit: Visit, joins: readonly WaitingJoin[], forks: readonly Fork[], by: string): Packet[] =>
  joins.map(({ fan, join }) => {
    const until = forks.findIndex((one) => one.fan === fan) + 1;
    return look(visit, { node: visit.placeOf(join), forks: forks.slice(0, until), by, context: visit.context });
  });

/** A packet by which a join, or who consults, sees whether it can go on. */
export function look(
  visit: Visit,
  at: Pick<Packet, 'node' | 'context' | 'by'> & { forks: readonly Fork[]; result?: BranchResult | undefined },
): Packet {
  const { item, scope, input, redacted } = visit.packet;
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
    ...(redacted ? { redacted } : {}),
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
  const { redacted = [] } = visit.packet;
  return { node: visit.id, ...what, history, state: visit.ownState, wrote: visit.trail, redacted };
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
