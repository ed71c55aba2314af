/**
 * Asking others and going on with their answers: nodes along handoffs that return, and other graphs. Whoever is asked
 * works in a branch of its own; when all branches have come back, the caller goes on where it was.
 */
import type { Message } from '@baton/shared/events';
import { limitOf, nodeName, type Json } from '@baton/shared/graph';
import { cameBack, closeFan, ended, look, nameOfLook, opened, resultOf } from './branches.ts';
import type { ActiveRun } from '../active-run.ts';
import { limitError, NodeError } from '../errors.ts';
import { consultedAt, fanId, isLive, type BranchResult, type Fork } from './fans.ts';
import { handoffOf, nameOf, newPacket, onward, taken } from './hand-over.ts';
import type { GraphCall } from '../nodes/runner.ts';
import type { CallResult, Consultation, Consulted, Leaving, PackedWay, Packet, Way } from '../packet.ts';
import { graphStart } from '../start.ts';
import { initialState } from '../state/state.ts';
import type { Visit } from '../visit.ts';

/** The fan of the visit's next consultation. @throws NodeError of kind `limit` when it would nest too deeply. */
function nextFan(visit: Visit): { fan: string; rounds: number } {
  const { forks, rounds = 0 } = visit.packet;
  const depth = forks.filter(({ fan }) => visit.fans[fan]?.returns).length;
  const allowed = limitOf(visit.run.setting.graph, 'depth');
  if (depth >= allowed)
    throw limitError(
      'depth',
      `Consultations and graphs are ${allowed} deep in each other here, as deep as limits.depth allows.`,
    );
  return { fan: fanId(forks, visit.node.id, visit.packet.visit, rounds + 1), rounds: rounds + 1 };
}

/** Why a fan is closed from which the answers were taken. */
export const answersTaken = 'back';

const forksOf = (visit: Visit, fan: string, order: number): { fork: Fork; forks: Fork[] } => {
  const fork = { fan, branch: `${fan}.${order + 1}` };
  return { fork, forks: [...visit.packet.forks, fork] };
};

/** Consults along handoffs, all at once; the model's calls are answered when the answers are there. */
export async function consult(visit: Visit, ways: readonly (Way | PackedWay)[], leaving: Leaving): Promise<Packet[]> {
  const { fan, rounds } = nextFan(visit);
  const packets: Packet[] = [];
  const consulted: Consulted[] = [];
  for (const [order, way] of ways.entries()) {
    const { fork, forks } = forksOf(visit, fan, order);
    const to = 'to' in way ? way.to : handoffOf(visit, way).to;
    opened(visit, fork, order, to, true);
    const { context } = await taken(visit, way, leaving, forks);
    const node = visit.placeOf(to);
    const packet = onward(visit, way, { node, visit: visit.run.ledger.enter(node), context, forks });
    packets.push({ ...packet, trail: [] });
    consulted.push({ branch: fork.branch, node, name: nameOf(visit, to), ...(way.call ? { call: way.call } : {}) });
  }
  const caller = visit.next(...afterwards(visit, leaving));
  const consultation = { ...caller, rounds, passedOver: passedOver(visit, ways) };
  visit.update.run_consultations = { [fan]: { caller: consultation, consulted, kind: 'handoff' } };
  return packets;
}

const hasModel = ({ node }: Visit): boolean => node.kind === 'agent' || (node.kind === 'router' && !!node.classify);

/** Who has a model is asked again, with the answers. Another node does not do its work twice: it goes on to its handoffs. */
function afterwards(visit: Visit, leaving: Leaving): Parameters<Visit['next']> {
  if (leaving.at === 'entry') return ['work'];
  if (visit.node.kind === 'agent') return ['model'];
  if (leaving.at === 'error' || hasModel(visit)) return ['work'];
  return ['decide', { pending: { leaving, ways: [] } }];
}

/** What no model asked for would be taken again at once by a node that has no model to ask. */
function passedOver(visit: Visit, ways: readonly Way[]): string[] {
  const before = visit.packet.passedOver ?? [];
  return hasModel(visit) ? before : [...before, ...ways.map((way) => way.handoff)];
}

/** Runs other graphs, all at once. */
export function callGraphs(visit: Visit, calls: readonly GraphCall[], then: Packet): Packet[] {
  const { fan, rounds } = nextFan(visit);
  const { graphs } = visit.run.setting;
  const packets: Packet[] = [];
  const consulted: Consulted[] = [];
  for (const [order, { graph: key, input, path, call }] of calls.entries()) {
    const graph = graphs[key];
    if (!graph) throw new NodeError('tool', `${nodeName(visit.node)} calls the graph "${key}", and there is none.`);
    const { fork, forks } = forksOf(visit, fan, order);
    opened(visit, fork, order, visit.node.id, true);
    const { node, context } = graphStart(visit, graph, path, input);
    visit.beginInner(fork.branch, key, initialState(graph));
    const number = visit.run.ledger.enter(node);
    packets.push(newPacket({ node, visit: number, context, forks, scope: fork.branch, input }));
    const since = call ? { call, tool: { since: Date.now() } } : {};
    consulted.push({ branch: fork.branch, node, name: graph.name ?? graph.id, ...since });
  }
  visit.update.run_consultations = { [fan]: { caller: { ...then, rounds }, consulted, kind: 'graph' } };
  return packets;
}

/** The consultation that a node is in, if any. */
export function askedBy(visit: Visit): Consultation | undefined {
  const fork = visit.packet.forks[consultedAt(visit.fans, visit.packet.forks)];
  return fork && visit.consultation(fork.fan);
}

/**
 * A node has ended inside a consultation: its result is on its way back.
 * @returns undefined outside of any.
 */
export function goBack(visit: Visit, what: Pick<BranchResult, 'output' | 'text' | 'error'>): Packet[] | undefined {
  const { forks } = visit.packet;
  const index = consultedAt(visit.fans, forks);
  const fork = forks[index];
  if (!fork) return undefined;
  const consultation = visit.consultation(fork.fan);
  if (!consultation) throw new Error(`nobody waits for ${fork.branch}`);
  const result = resultOf(visit, what);
  const isDirect = index === forks.length - 1;
  const joins = isDirect ? [] : backFromInside(visit, fork, result);
  if (isDirect) cameBack(visit, fork, result);
  const { node, context, scope, input } = consultation.caller;
  const {
    scope: _scope,
    input: _input,
    ...packet
  } = look(visit, {
    node,
    context,
    forks: forks.slice(0, index + 1),
    by: nameOfLook(visit, forks.at(-1)),
  });
  const place = { ...(scope === undefined ? {} : { scope }), ...(input === undefined ? {} : { input }) };
  return [...joins, { ...packet, ...place }];
}

/** One of several branches inside has ended. An error of one is the error of all; answers are put together at the end. */
function backFromInside(visit: Visit, fork: Fork, result: BranchResult): Packet[] {
  if (!result.error) return ended(visit, result);
  const inner = visit.packet.forks[visit.packet.forks.indexOf(fork) + 1];
  if (inner) closeFan(visit, inner.fan, 'failed');
  cameBack(visit, fork, result);
  return [];
}

/** @returns the caller's visit as it goes on, with the answers; undefined when it is not time yet. */
export async function collectAnswers(visit: Visit): Promise<Visit | undefined> {
  const { packet } = visit;
  const fork = packet.forks.at(-1);
  const fan = fork && visit.fans[fork.fan];
  const consultation = fork && visit.consultation(fork.fan);
  if (!fork || !fan || !consultation || fan.fired.length > 0) return undefined;
  if (Object.entries(fan.branches).some(([branch, state]) => isLive(visit.fans, branch, state))) return undefined;
  const { caller, consulted, kind } = consultation;
  const by = packet.by ?? '';
  if (visit.run.ledger.claim(visit.id, fork.fan, by, caller.visit) === undefined) return undefined;
  closeFan(visit, fork.fan, answersTaken);
  visit.run.waited(caller.node, caller.visit);
  const results = consulted.map(({ branch }) => resultIn(visit, fork.fan, branch));
  const wrote = kind === 'handoff' ? results.flatMap((result) => result.wrote ?? []) : [];
  const back = visit.going({ ...caller, wrote: [...new Set([...caller.wrote, ...wrote])], results });
  if (kind === 'handoff') {
    back.joinViewsOf(consulted.map((one) => one.branch));
    await tellReturn(back, fork.fan, by, consulted, results);
    tellModel(back, consulted, results);
  } else await toolsFinished(back, consulted, results);
  return back;
}

/** What a branch has come to: one answer, or those of the branches inside it in their order. */
function resultIn(visit: Visit, fan: string, branch: string): BranchResult {
  const own = visit.fans[fan]?.branches[branch]?.result;
  if (own) return own;
  const inside = Object.entries(visit.fans)
    .filter(([inner, state]) => inner.startsWith(`${branch}/`) && !state.returns && state.fired.length === 0)
    .flatMap(([, { branches }]) => Object.entries(branches))
    .flatMap(([id, { status, result }]) => (status === 'over' && result ? [{ id, result }] : []))
    .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
    .map(({ result }) => result);
  return {
    node: branch,
    output: inside.map(({ node, text }) => ({ node, text })),
    text: inside.map(({ text }) => text).join('\n\n'),
    history: inside.flatMap(({ history }) => history),
    state: {},
    wrote: inside.flatMap(({ wrote = [] }) => wrote),
  };
}

const textOf = ({ text, output }: CallResult): string => text || (output === null ? '' : JSON.stringify(output));
const answerOf = (result: CallResult): Json => (result.error ? { error: result.error.message } : result.output);

/** Told at once: the caller is seen to be back at work. */
async function tellReturn(
  back: Visit,
  fan: string,
  claim: string,
  consulted: readonly Consulted[],
  results: readonly CallResult[],
): Promise<void> {
  if (back.run.ledger.resumed.has(fan)) return;
  const answered = { results: results.map(answerOf), by: consulted.map(({ node }) => node) };
  await back.emit({ type: 'node.resumed', ...back.place, ...answered, consultation: fan, claim });
}

/** A call of the model is answered with its result, one that went to many with all of theirs; else it is a message. */
function tellModel(back: Visit, consulted: readonly Consulted[], results: readonly CallResult[]): void {
  const told = consulted.map((one, index) => ({ ...one, result: results[index] ?? { output: null, text: '' } }));
  for (const { name, node, result, call } of told) {
    if (call) continue;
    const words = result.error ? `Error: ${result.error.message}` : textOf(result);
    back.say<'user'>({ role: 'user', name: node, text: `[${name}] ${words}` });
  }
  for (const [id, group] of Map.groupBy(
    told.filter((one) => one.call),
    (one) => one.call?.id ?? '',
  )) {
    const [first] = group;
    const failed = group.length === 1 && first?.result.error !== undefined;
    const words = first?.result.error ? `Error: ${first.result.error.message}` : first && textOf(first.result);
    const text = group.length === 1 ? (words ?? '') : JSON.stringify(group.map(({ result }) => answerOf(result)));
    back.answerCall({ id, tool: first?.call?.tool ?? '' }, text, failed);
  }
}

/** The graphs that were called as tools have answered. */
async function toolsFinished(
  back: Visit,
  consulted: readonly Consulted[],
  results: readonly CallResult[],
): Promise<void> {
  const events: Parameters<ActiveRun['emit']> = [];
  for (const [index, { call, tool }] of consulted.entries()) {
    const result = results[index];
    if (!call || !result) continue;
    const ms = Math.max(0, Date.now() - (tool?.since ?? Date.now()));
    const at = { type: 'tool.finished' as const, ...back.place, tool: call.tool, call: call.id, ms };
    if (back.node.kind !== 'agent') {
      events.push(result.error ? { ...at, error: result.error.message } : { ...at, result: result.output });
      continue;
    }
    const text = result.error ? `Error: ${result.error.message}` : textOf(result);
    const message: Message = back.answerCall(call, text, result.error !== undefined);
    events.push({ ...at, message, ...(result.error ? { error: result.error.message } : { result: result.output }) });
  }
  back.hold(...events);
}
