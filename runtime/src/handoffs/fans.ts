/**
 * Parallel branches: a node that passes control along several handoffs opens a fan, and a join collects one. What is
 * known of the fans is a channel of the run, so a join decides on what is saved, in the step after a branch arrived.
 */
import type { RunError } from '@baton/shared/events';
import {
  findNode,
  handoffsFrom,
  nodesOf,
  type Graph,
  type Handoff,
  type Json,
  type JsonObject,
  type Redaction,
} from '@baton/shared/graph';
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
  /** By what texts were redacted on the way to the join. */
  redacted?: Redaction[];
}

export interface BranchState {
  /** Place among its siblings, in the order of the handoffs. */
  order: number;
  /** Where it is, or was last. */
  node: string;
  status: 'running' | 'arrived' | 'over' | 'cancelled';
  join?: string;
  /** What it brought to its join, or to who consulted it; of one that is over, what it ended with. */
  result?: BranchResult;
  /** Handoffs taken in the run when it arrived: who was first. */
  arrival?: number;
}

export interface FanState {
  branches: { [branch: string]: BranchState };
  /** The join by which control has left the fan; `back` when its branches have come back. */
  fired: string[];
  /** What is still at work in it is not wanted any more. */
  closed?: true;
  /** By join: how often some of its branches have met there and gone on as one of them, beside the others. */
  rounds?: { [join: string]: number };
  /** A consultation: its branches come back to the node that opened it, and no join waits for them. */
  returns?: true;
}
export type Fans = { [fan: string]: FanState };

export function mergeFans(before: Fans, added: Fans): Fans {
  const merged = Object.entries(added).map(([fan, state]): [string, FanState] => [fan, mergeFan(before[fan], state)]);
  return { ...before, ...Object.fromEntries(merged) };
}

function mergeFan(old: FanState | undefined, { branches, fired, returns, closed, rounds }: FanState): FanState {
  const merged = Object.entries(branches).map(([id, state]) => [id, mergeBranch(old?.branches[id], state)] as const);
  return {
    branches: { ...old?.branches, ...Object.fromEntries(merged) },
    fired: [...new Set([...(old?.fired ?? []), ...fired])],
    ...((old?.returns ?? returns) ? { returns: true } : {}),
    ...((old?.closed ?? closed) ? { closed: true } : {}),
    ...((old?.rounds ?? rounds) ? { rounds: { ...old?.rounds, ...rounds } } : {}),
  };
}

/** A branch that was cancelled stays so, whatever its last step, side by side with that, has written. */
const mergeBranch = (old: BranchState | undefined, state: BranchState): BranchState =>
  old?.status === 'cancelled' ? old : state;

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
const isDirectlyInside = (fan: string, branch: string): boolean =>
  isInside(fan, branch) && !fan.slice(branch.length + 1).includes('/');

/** A branch that opened fans of its own is alive as long as one of theirs is. */
export function isLive(fans: Fans, branch: string, state: BranchState): boolean {
  if (state.status !== 'running') return false;
  const inner = Object.entries(fans).filter(([fan, { fired }]) => isInside(fan, branch) && fired.length === 0);
  if (inner.length === 0) return true;
  return inner.some(([, { branches }]) => Object.values(branches).some(({ status }) => !isDone(status)));
}

const isDone = (status: BranchState['status']): boolean => status === 'over' || status === 'cancelled';

export function canReach(graph: Graph, from: string, to: string): boolean {
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
  if (lateFor(graph, fans, fan, join).length > 0) return false;
  return !Object.values(fans[fan]?.branches ?? {}).some(
    ({ status, join: at }) => status === 'arrived' && at !== undefined && comesBefore(graph, at, join.id),
  );
}

/** Whether a join waits for another one, which leads to it; of two that lead to each other, for the one that is written first. */
function comesBefore(graph: Graph, first: string, second: string): boolean {
  if (first === second || !canReach(graph, first, second)) return false;
  const order = nodesOf(graph).map(({ id }) => id);
  return !canReach(graph, second, first) || order.indexOf(first) < order.indexOf(second);
}

/** The branches that are under way and may still come to a join: they are late when it goes on without them. */
export function lateFor(graph: Graph, fans: Fans, fan: string, join: JoinNode): string[] {
  return Object.entries(fans[fan]?.branches ?? {}).flatMap(([branch, state]) =>
    mayCome(graph, fans, branch, state, join.id) ? [branch] : [],
  );
}

/** Of a branch that has opened a fan, those inside of it come in its place; from a consultation it comes back. */
function mayCome(graph: Graph, fans: Fans, branch: string, state: BranchState, join: string): boolean {
  if (!isLive(fans, branch, state)) return false;
  const opened = Object.entries(fans).find(
    ([fan, { fired, returns }]) => isDirectlyInside(fan, branch) && fired.length === 0 && !returns,
  );
  if (!opened) return canReach(graph, state.node, join);
  return Object.entries(opened[1].branches).some(([inner, one]) =>
    one.status === 'arrived' ? canReach(graph, one.node, join) : mayCome(graph, fans, inner, one, join),
  );
}

/** Whether a branch that does not come to one join waits at another one, or may come to one. */
export function meetsOthers(graph: Graph, fans: Fans, fan: string, joined: readonly string[]): boolean {
  return Object.entries(fans[fan]?.branches ?? {}).some(([branch, state]) => {
    if (joined.includes(branch)) return false;
    if (state.status === 'arrived') return true;
    return isLive(fans, branch, state) && joinAhead(graph, state.node) !== undefined;
  });
}

export interface WaitingJoin {
  fan: string;
  join: string;
}

/** Joins at which a branch of one of these fans waits: one that ends or moves may be the last that they wait for. */
export function waitingJoins(fans: Fans, forks: readonly Fork[]): WaitingJoin[] {
  return forks.flatMap(({ fan }) => {
    const states = Object.values(fans[fan]?.branches ?? {});
    const joins = states.flatMap((state) =>
      state.status === 'arrived' && state.join !== undefined ? [state.join] : [],
    );
    return [...new Set(joins)].filter((join) => !fans[fan]?.fired.includes(join)).map((join) => ({ fan, join }));
  });
}

/** The name of a round of a join: it goes on once in each. */
export function roundOf(fans: Fans, fan: string, join: string): string {
  const before = fans[fan]?.rounds?.[join] ?? 0;
  return before === 0 ? fan : `${fan}#${before + 1}`;
}

/** Whether nobody waits any more for this branch, or for one that it is inside of. */
export const isTooLate = (fans: Fans, forks: readonly Fork[]): boolean =>
  forks.some(({ fan, branch }) => fans[fan]?.closed || fans[fan]?.branches[branch]?.status === 'cancelled');
