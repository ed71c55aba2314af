/** How control moves: into a node, out of it along its handoffs, back to who asked, to the user, or to an end by failure. */
import { Command, Send } from '@langchain/langgraph';
import { defaultLimits, limitOf, nodeName } from '@baton/shared/graph';
import { TooLate, type ActiveRun } from './active-run.ts';
import { failedInside } from './handoffs/branches.ts';
import { collect } from './handoffs/joins.ts';
import { askedBy, callGraphs, collectAnswers, goBack } from './handoffs/consultation.ts';
import { approve, decide, tellEnd } from './handoffs/decide.ts';
import { limitError, runError, times } from './errors.ts';
import { isTooLate } from './handoffs/fans.ts';
import { nothingDone } from './nodes/done.ts';
import { runNode } from './nodes/index.ts';
import type { Leaving, Packet } from './packet.ts';
import { WaitsForPerson } from './people/ask.ts';
import { park, wake } from './people/waiting.ts';
import { langGraphName } from './places.ts';
import type { RunUpdate } from './state/channels.ts';
import type { Visit } from './visit.ts';

type Failure = ReturnType<typeof runError>;

/** Ends the run as failed: nothing in the graph takes this error on. */
export class RunFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'RunFailed';
    this.failure = failure;
  }
}

/** One step of a node, from the packet that reached it to the command that sends control on. */
export async function step(visit: Visit): Promise<Command> {
  if (visit.packet.phase === 'look') return look(visit);
  if (isTooLate(visit.fans, visit.packet.forks)) return cancelled(visit);
  try {
    const work = tellStart(visit).then(() => goOn(visit));
    return await send(visit, await work.catch((error: unknown) => failed(visit, error)));
  } catch (error) {
    if (error instanceof WaitsForPerson) return new Command({ update: park(visit, error), goto: [] });
    if (visit.signal.reason instanceof TooLate && !visit.run.setting.signal.aborted) return cancelled(visit);
    throw error;
  }
}

async function failed(visit: Visit, error: unknown): Promise<Packet[]> {
  if (error instanceof WaitsForPerson || error instanceof RunFailed || visit.signal.aborted) throw error;
  return fail(visit, runError(error, visit.id));
}

async function goOn(visit: Visit): Promise<Packet[]> {
  const { phase, pending } = visit.packet;
  if (phase === 'decide' && pending) return (await approve(visit, pending)) ?? unheld(visit, pending.leaving);
  const instead = phase === 'enter' ? await enter(visit) : undefined;
  if (instead) return instead;
  const outcome = await runNode(visit.node, visit);
  if ('next' in outcome) return [outcome.next];
  if ('calls' in outcome) return callGraphs(visit, outcome.calls, outcome.then);
  return (await decide(visit, { at: 'exit', done: outcome.done })) ?? [];
}

/** A branch has arrived at a join or has come back, or ended without: whoever waits goes on, or this packet has done its part. */
async function look(visit: Visit): Promise<Command> {
  const answered = await collectAnswers(visit);
  if (answered) return step(answered);
  const collected = visit.node.kind === 'join' ? collect(visit, visit.node) : undefined;
  if (!collected) return send(visit, []);
  const joined = visit.going(collected.packet);
  joined.arrived = collected.arrived;
  joined.looks = collected.looks;
  return step(joined);
}

/** Those ahead have gone on: the branch ends here. What was told of the state stays; all else it was about to write is dropped. */
function cancelled(visit: Visit): Command {
  const { node, visit: number } = visit.packet;
  const attempt = visit.run.ledger.attempts(node, number);
  const error = { kind: 'limit' as const, message: 'The join ahead had all that it waited for.', node };
  if (attempt > 0) visit.hold({ type: 'node.cancelled', ...visit.place, error, attempt });
  const { state_values, inner_states } = visit.update;
  const update = { ...(state_values ? { state_values } : {}), ...(inner_states ? { inner_states } : {}) };
  return new Command({ update, goto: [] });
}

/** @returns where control goes when an entry rule sends it on before the node works. */
async function enter(visit: Visit): Promise<Packet[] | undefined> {
  visit.receive();
  const allowed = limitOf(visit.run.setting.graph, 'visits');
  if (visit.packet.visit > allowed) {
    throw limitError(
      'visits',
      `${nodeName(visit.node)} has been entered ${times(allowed)} in this run, as often as limits.visits allows.`,
    );
  }
  return decide(visit, { at: 'entry', done: nothingDone });
}

/** Tells that a node has started; again, with the next attempt, when a crash had cut it off. */
async function tellStart(visit: Visit): Promise<void> {
  const { node, visit: number, phase } = visit.packet;
  if (visit.run.hasBegun(node, number, phase === 'enter')) return;
  const attempt = visit.run.ledger.attempts(node, number) + 1;
  await visit.emit({ type: 'node.started', ...visit.place, attempt, context: visit.context });
}

/** Where control goes from a step, and whatever has waited for a person and need not any more. */
async function send(visit: Visit, packets: readonly Packet[]): Promise<Command> {
  const { run, waiting, fans } = visit;
  if (Object.keys(waiting).length === 0) return commandOf(run, visit.update, [...packets, ...visit.looks]);
  await run.hear();
  const woken = wake(run, waiting, fans);
  const update = woken.packets.length === 0 ? {} : { waiting_packets: woken.update };
  return commandOf(run, { ...visit.update, ...update }, [...packets, ...visit.looks, ...woken.packets]);
}

export function commandOf(run: ActiveRun, update: RunUpdate, packets: readonly Packet[]): Command {
  const sends = packets.map((packet) => {
    const place = run.locate(packet.node);
    if (!place) throw new Error(`there is no node ${packet.node}`);
    return new Send(langGraphName(place), packet);
  });
  return new Command({ update, goto: sends });
}

/**
 * An `error` handoff takes the failure on; a limit that was breached before does not get there, and neither does a
 * failure of the very handoff that was to take one on.
 */
async function fail(visit: Visit, failure: Failure): Promise<Packet[]> {
  const leaving: Leaving = { at: 'error', done: { ...nothingDone, text: failure.message }, failure };
  const breached = visit.run.ledger.breached.has(failure.limit ?? '');
  const again = visit.packet.pending?.leaving.failure !== undefined;
  if (breached || again) return unheld(visit, leaving);
  let taken: Packet[] | undefined;
  try {
    taken = await decide(visit, leaving);
  } catch (error) {
    if (error instanceof WaitsForPerson || visit.signal.aborted) throw error;
    return unheld(visit, { ...leaving, failure: runError(error, visit.id) });
  }
  return taken ?? unheld(visit, leaving);
}

/** Nothing took the failure on: the join ahead may put up with it, who consulted is told of it, or the run ends. */
function unheld(visit: Visit, leaving: Leaving): Packet[] {
  const { failure } = leaving;
  if (!failure) return [];
  tellEnd(visit, leaving);
  const packets = failedInside(visit, failure) ?? (endsRun(failure) ? undefined : tellAsking(visit, failure));
  if (packets) return packets;
  throw new RunFailed(failure);
}

/** A limit of the whole run, as opposed to one of a node's own. */
const endsRun = ({ limit }: Failure): boolean => limit !== undefined && Object.hasOwn(defaultLimits, limit);

function tellAsking(visit: Visit, failure: Failure): Packet[] | undefined {
  return askedBy(visit) && goBack(visit, { output: null, text: '', error: failure });
}
