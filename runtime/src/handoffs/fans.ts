/**
 * Parallel branches: a node that passes control along several handoffs opens a fan, and a join collects one. What is
 * known of the fans is a channel of the run, so a join decides on what is saved, in the step after a branch arrived.
 */
import type { RunError } from '@baton/shared/events';
import { findNode, handoffsFrom, type Graph, type Handoff, type Json, type JsonObject } from '@baton/shared/graph';
import type { JoinNode } from '@baton/shared/nodes';

/** One level of branching that a packet is in; the last is the innermost. */
export interface Fork {
  fan: string;
  branch: string;
}

/** What a branch brings to a join. */
export interface BranchResult {
  node: string;
  output: Json;
  text: string;
  error?: RunError;
  history: string[];
  state: JsonObject;
  /** State keys that were written in the branch. */
  wrote?: string[];
}

export interface BranchState {
  /** Place among its siblings, in the order of the handoffs. */
  order: number;
  /** Where it is, or was last. */
  node: string;
  status: 'running' | 'arrived' | 'over';
  join?: string;
  /** What it brought to its join, or to who consulted it; of one that is over, what it ended with. */
  result?: BranchResult;
  /** Handoffs taken in the run when it arrived: who was first. */
  arrival?: number;
}

export interface FanState {
  branches: { [branch: string]: BranchState };
  /** Joins that have gone on for this fan; `back` when its branches have come back. */
  fired: string[];
  /** A consultation: its branches come back to the node that opened it, and no join waits for them. */
  returns?: true;
}
export type Fans = { [fan: string]: FanState };

export function mergeFans(before: Fans, added: Fans): Fans {
  const merged = Object.entries(added).map(([fan, state]): [string, FanState] => {
    const old = before[fan];
    const returns = (old?.returns ?? state.returns) ? { returns: true as const } : {};
    const branches = { ...old?.branches, ...state.branches };
    return [fan, { branches, fired: [...new Set([...(old?.fired ?? []), ...state.fired])], ...returns }];
  });
  return { ...before, ...Object.fromEntries(merged) };
}

/** @param round for a consultation, of which a visit may have several. */
export const fanId = (forks: readonly Fork[], node: string, visit: number, round?: number): string =>
  [...forks.slice(-1).map((fork) => fork.branch), `${node}-${visit}${round === undefined ? '' : `-back${round}`}`].join(
    '/',
  );

/** The innermost consultation that a packet is in, by its place among the forks; -1 outside of any. */
export const consultedAt = (fans: Fans, forks: readonly Fork[]): number =>
  forks.findLastIndex(({ fan }) => fans[fan]?.returns === true);

/** The handoffs along which control moves on for good: one that returns leads nowhere else. */
const leadingOn = (graph: Graph, node: string): Handoff[] =>
  handoffsFrom(graph, node).filter((handoff) => !handoff.returns);

/** Ids of branches begin with the id of the branch that they are inside of. */
const isInside = (fan: string, branch: string): boolean => fan.startsWith(`${branch}/`);

/** A branch that opened fans of its own is alive as long as one of theirs is. */
export function isLive(fans: Fans, branch: string, state: BranchState): boolean {
  if (state.status !== 'running') return false;
  const inner = Object.entries(fans).filter(([fan, { fired }]) => isInside(fan, branch) && fired.length === 0);
  if (inner.length === 0) return true;
  return inner.some(([, { branches }]) => Object.values(branches).some((one) => one.status !== 'over'));
}

function canReach(graph: Graph, from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const handoff of leadingOn(graph, node)) {
      if (handoff.to === to) return true;
      if (!seen.has(handoff.to)) open.push(handoff.to);
      seen.add(handoff.to);
    }
  }
  return false;
}

/** @returns the nearest join that a node can reach. */
export function joinAhead(graph: Graph, from: string): JoinNode | undefined {
  const seen = new Set([from]);
  for (const node of seen) {
    const found = findNode(graph, node);
    if (node !== from && found?.kind === 'join') return found;
    for (const handoff of leadingOn(graph, node)) seen.add(handoff.to);
  }
  return undefined;
}

export interface Arrived extends BranchState {
  branch: string;
  result: BranchResult;
}

/** The branches that have arrived at a join, in the order of the handoffs. */
export function arrivedAt(fans: Fans, fan: string, join: string): Arrived[] {
  return Object.entries(fans[fan]?.branches ?? {})
    .flatMap(([branch, state]) =>
      state.status === 'arrived' && state.join === join && state.result
        ? [{ branch, ...state, result: state.result }]
        : [],
    )
    .toSorted((a, b) => a.order - b.order);
}

/** @returns whether a join has all it waits for: branches that can no longer reach it are not waited for. */
export function isComplete(graph: Graph, fans: Fans, fan: string, join: JoinNode): boolean {
  const arrived = arrivedAt(fans, fan, join.id).length;
  if (arrived === 0) return false;
  const wait = join.wait ?? 'all';
  if (wait !== 'all' && arrived >= (wait === 'any' ? 1 : wait)) return true;
  const branches = Object.entries(fans[fan]?.branches ?? {});
  return !branches.some(([branch, state]) => isLive(fans, branch, state) && canReach(graph, state.node, join.id));
}

/** Joins at which a branch of one of these fans waits: a sibling that ends may be the last that they wait for. */
export function waitingJoins(fans: Fans, forks: readonly Fork[]): { fan: string; join: string }[] {
  return forks.flatMap(({ fan }) => {
    const states = Object.values(fans[fan]?.branches ?? {});
    const joins = states.flatMap((state) =>
      state.status === 'arrived' && state.join !== undefined ? [state.join] : [],
    );
    return [...new Set(joins)].filter((join) => !fans[fan]?.fired.includes(join)).map((join) => ({ fan, join }));
  });
}

/** Whether a join has gone on without this branch, or without one that it is inside of. */
export const isTooLate = (fans: Fans, forks: readonly Fork[]): boolean =>
  forks.some(({ fan }) => (fans[fan]?.fired.length ?? 0) > 0);
