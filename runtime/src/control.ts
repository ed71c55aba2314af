/** How control moves: into a node, out of it along its handoffs, to the user, or to an end by failure. */
import { Command, Send, isGraphBubbleUp } from '@langchain/langgraph';
import { handoffsFrom, limitOf, nodeName } from '@baton/shared/graph';
import { TooLate } from './active-run.ts';
import { collect, ended, failedInside } from './branches.ts';
import { joinViews } from '@baton/shared/context';
import { limitError, NodeError, runError } from './errors.ts';
import type { Values } from './expressions.ts';
import { isTooLate } from './fans.ts';
import { handOver } from './hand-over.ts';
import { runNode } from './nodes/index.ts';
import type { Done } from './nodes/runner.ts';
import type { Packet } from './packet.ts';
import { consider, type Firing } from './triggers/index.ts';
import type { Situation } from './triggers/trigger.ts';
import { Visit } from './visit.ts';

/** Ends the run as failed: nothing in the graph takes this error on. */
export class RunFailed extends Error {
  readonly failure: ReturnType<typeof runError>;
  constructor(failure: ReturnType<typeof runError>) {
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
    const entered = await enter(visit);
    if (entered) return entered;
    const outcome = await runNode(visit.node, visit);
    if ('next' in outcome) return send(visit, [outcome.next]);
    return await leave(visit, outcome.done);
  } catch (error) {
    if (visit.signal.reason instanceof TooLate && !visit.run.setting.signal.aborted) return cancelled(visit);
    if (isGraphBubbleUp(error) || visit.signal.aborted) throw error;
    return fail(visit, error);
  }
}

/** A branch has arrived at a join, or ended without: the join goes on, or this packet has done its part. */
async function look(visit: Visit): Promise<Command> {
  const collected = visit.node.kind === 'join' ? collect(visit, visit.node) : undefined;
  if (!collected) return send(visit, []);
  const joined = visit.going(collected.packet);
  joined.arrived = collected.arrived;
  return step(joined);
}

/** The join ahead has gone on: the branch ends here, and what it was about to write is dropped. */
function cancelled(visit: Visit): Command {
  const { node, visit: number } = visit.packet;
  const attempt = visit.run.ledger.attempts(node, number);
  const error = { kind: 'limit' as const, message: 'The join ahead had all that it waited for.', node };
  if (attempt > 0) visit.hold({ type: 'node.cancelled', ...visit.place, error, attempt });
  return new Command({ goto: [] });
}

/** @returns a command when an entry rule sends control on before the node works. */
async function enter(visit: Visit): Promise<Command | undefined> {
  await tellStart(visit);
  if (visit.packet.phase !== 'enter') return undefined;
  const seen = visit.view().map((message) => message.id);
  visit.see(joinViews(seen, visit.context.history));
  const allowed = limitOf(visit.graph, 'visits');
  if (visit.packet.visit > allowed) {
    throw limitError(
      'visits',
      `${nodeName(visit.node)} may be entered ${allowed} times in one run (limits.visits), and it was.`,
    );
  }
  const rules = visit.handoffs.filter((handoff) => handoff.trigger?.on === 'rule' && handoff.trigger.at === 'entry');
  if (rules.length === 0) return undefined;
  const values = visit.values();
  const { considered, firing } = consider(rules, situation(visit, 'entry', values), visit.run.ledger.taken);
  visit.hold({ type: 'handoff.considered', ...visit.place, handoffs: considered });
  if (firing.length === 0) return undefined;
  finished(visit, { output: null, text: '', confidence: null });
  return send(visit, await handOver(visit, firing, { output: null, text: '', values, args: () => ({}) }));
}

/** Tells that a node has started; again, with the next attempt, when a crash had cut it off. */
async function tellStart(visit: Visit): Promise<void> {
  const { node, visit: number, phase } = visit.packet;
  const waits = visit.node.kind === 'human' && visit.run.ledger.attempts(node, number) > 0;
  if (waits || visit.run.hasBegun(node, number, phase === 'enter')) return;
  const attempt = visit.run.ledger.attempts(node, number) + 1;
  await visit.emit({ type: 'node.started', ...visit.place, attempt, context: visit.context });
}

function situation(visit: Visit, at: Situation['at'], values: Values, done?: Done): Situation {
  const { graph, node } = visit;
  return { graph, node, at, values, confidence: done?.confidence ?? null, asked: done?.asked ?? [] };
}

function finished(visit: Visit, { output, text, confidence }: Pick<Done, 'output' | 'text' | 'confidence'>): void {
  const ms = Date.now() - visit.packet.since;
  visit.hold({ type: 'node.finished', ...visit.place, output, message: text, confidence, ms });
}

async function leave(visit: Visit, done: Done): Promise<Command> {
  const { output, text, confidence, asked, speaks } = done;
  visit.setOutput(output);
  finished(visit, done);
  const certainty = confidence === null ? {} : { confidence };
  const values = visit.values({ output, message: text, ...certainty, ...done.values });
  const { considered, firing } = consider(
    visit.handoffs,
    situation(visit, 'exit', values, done),
    visit.run.ledger.taken,
  );
  if (considered.length > 0) visit.hold({ type: 'handoff.considered', ...visit.place, handoffs: considered });
  if (firing.length > 0) {
    if (speaks) visit.update.active_node = visit.node.id;
    const args = (handoff: string) => asked.find((one) => one.handoff === handoff)?.args ?? {};
    return send(visit, await handOver(visit, firing, { output, text, values, args }));
  }
  if (visit.node.kind !== 'agent' && visit.handoffs.length > 0) {
    throw new NodeError('no-route', `No handoff of ${nodeName(visit.node)} fired. Give it one on "otherwise".`);
  }
  visit.answer({ node: visit.node.id, output, text }, speaks);
  return send(visit, ended(visit));
}

function send(visit: Visit, packets: readonly Packet[]): Command {
  return new Command({ update: visit.update, goto: packets.map((packet) => new Send(packet.node, packet)) });
}

/** An `error` handoff takes the failure on; a limit that was breached before, or no such handoff, ends the run. */
async function fail(visit: Visit, error: unknown): Promise<Command> {
  const failure = runError(error, visit.node.id);
  const { node, visit: number } = visit.packet;
  const firing = visit.run.ledger.breached.has(failure.limit ?? '') ? [] : taking(visit, failure);
  visit.hold({ type: 'node.failed', ...visit.place, error: failure, attempt: visit.run.ledger.attempts(node, number) });
  const { kind, message } = failure;
  if (firing.length > 0) {
    const values = visit.values({ error: { kind, message } });
    return send(visit, await handOver(visit, firing, { output: null, text: message, values, args: () => ({}) }));
  }
  const packets = failedInside(visit, failure);
  if (!packets) throw new RunFailed(failure);
  return send(visit, packets);
}

/** The handoffs that take an error on. */
function taking(visit: Visit, { kind, message, limit }: ReturnType<typeof runError>): Firing[] {
  const values = visit.values({ error: { kind, message } });
  const at = { ...situation(visit, 'error', values), error: { kind, message } };
  const { considered, firing } = consider(handoffsFrom(visit.graph, visit.node.id), at, visit.run.ledger.taken);
  if (considered.length > 0) visit.hold({ type: 'handoff.considered', ...visit.place, handoffs: considered });
  return firing.map((one) => ({ ...one, evidence: { ...one.evidence, ...(limit === undefined ? {} : { limit }) } }));
}
