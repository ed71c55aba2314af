/** How control moves: into a node, out of it along a handoff, to the user, or to an end by failure. */
import { Command, Send, isGraphBubbleUp } from '@langchain/langgraph';
import { handoffsFrom, limitOf, nodeName, type JsonObject } from '@baton/shared/graph';
import { pack } from './context/package.ts';
import { joinViews } from './context/ranges.ts';
import { limitError, NodeError, runError } from './errors.ts';
import { runNode } from './nodes/index.ts';
import type { Done } from './nodes/runner.ts';
import type { Packet } from './packet.ts';
import { consider, type Firing } from './triggers/index.ts';
import type { Situation } from './triggers/trigger.ts';
import type { Values } from './expressions.ts';
import type { Visit } from './visit.ts';

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
  try {
    const entered = await enter(visit);
    if (entered) return entered;
    const outcome = await runNode(visit.node, visit);
    if ('next' in outcome) return send(visit, outcome.next);
    return await leave(visit, outcome.done);
  } catch (error) {
    if (isGraphBubbleUp(error) || visit.signal.aborted) throw error;
    return fail(visit, error);
  }
}

/** @returns a command when an entry rule sends control on before the node works. */
async function enter(visit: Visit): Promise<Command | undefined> {
  await tellStart(visit);
  if (visit.packet.phase !== 'enter') return undefined;
  visit.see(
    joinViews(
      visit.view().map((message) => message.id),
      visit.context.history,
    ),
  );
  const allowed = limitOf(visit.graph, 'visits');
  if (visit.packet.visit > allowed) {
    throw limitError(
      'visits',
      `${nodeName(visit.node)} may be entered ${allowed} times in one run (limits.visits), and it was.`,
    );
  }
  const rules = visit.handoffs.filter((handoff) => handoff.trigger?.on === 'rule' && handoff.trigger.at === 'entry');
  if (rules.length === 0) return undefined;
  const { considered, firing } = consider(rules, situation(visit, 'entry', visit.values()), visit.run.ledger.taken);
  visit.hold({ type: 'handoff.considered', ...visit.place, handoffs: considered });
  if (!firing[0]) return undefined;
  visit.hold({
    type: 'node.finished',
    ...visit.place,
    output: null,
    message: '',
    confidence: null,
    ms: Date.now() - visit.packet.since,
  });
  return pass(visit, firing[0], {}, {});
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
  return {
    graph: visit.graph,
    node: visit.node,
    at,
    values,
    confidence: done?.confidence ?? null,
    asked: done?.asked ?? [],
  };
}

async function leave(visit: Visit, done: Done): Promise<Command> {
  const { output, text, confidence } = done;
  visit.setOutput(output);
  visit.hold({
    type: 'node.finished',
    ...visit.place,
    output,
    message: text,
    confidence,
    ms: Date.now() - visit.packet.since,
  });
  const values = visit.values({
    output,
    message: text,
    ...(confidence === null ? {} : { confidence }),
    ...done.values,
  });
  const { considered, firing } = consider(
    visit.handoffs,
    situation(visit, 'exit', values, done),
    visit.run.ledger.taken,
  );
  if (considered.length > 0) visit.hold({ type: 'handoff.considered', ...visit.place, handoffs: considered });
  if (firing[0]) return pass(visit, firing[0], argsOf(firing[0], done), values, done.speaks);
  if (visit.node.kind !== 'agent' && visit.handoffs.length > 0) {
    throw new NodeError('no-route', `No handoff of ${nodeName(visit.node)} fired. Give it one on "otherwise".`);
  }
  visit.answer({ node: visit.node.id, output, text }, done.speaks);
  return new Command({ update: visit.update, goto: [] });
}

const argsOf = ({ handoff }: Firing, { asked }: Done): JsonObject =>
  asked.find((one) => one.handoff === handoff.id)?.args ?? {};

async function pass(visit: Visit, firing: Firing, args: JsonObject, values: Values, speaks = false): Promise<Command> {
  const { ledger } = visit.run;
  const { handoff, reason } = firing;
  const allowed = limitOf(visit.graph, 'handoffs');
  if (ledger.handoffs >= allowed && !causedBy(firing, 'handoffs')) {
    throw limitError('handoffs', `This run may take ${allowed} handoffs (limits.handoffs), and it has.`);
  }
  const { context, left } = await pack(visit, firing, args, values);
  const { from, to } = handoff;
  visit.hold({ type: 'handoff.taken', ...visit.place, handoff: handoff.id, from, to, reason, context, left });
  if (speaks) visit.update.active_node = visit.node.id;
  return send(visit, packetFor(to, ledger.entries(to), context, visit.packet.branch));
}

/** A handoff on `error` is not counted by the limit that caused it. */
const causedBy = ({ evidence }: Firing, limit: string): boolean => evidence['limit'] === limit;

export function packetFor(node: string, visit: number, context: Packet['context'], branch?: string): Packet {
  return {
    node,
    visit,
    phase: 'enter',
    context,
    steps: 0,
    wrote: [],
    since: Date.now(),
    ...(branch === undefined ? {} : { branch }),
  };
}

function send(visit: Visit, packet: Packet): Command {
  return new Command({ update: visit.update, goto: [new Send(packet.node, packet)] });
}

/** An `error` handoff takes the failure on; a limit that was breached before, or no such handoff, ends the run. */
async function fail(visit: Visit, error: unknown): Promise<Command> {
  const failure = runError(error, visit.node.id);
  const again = failure.limit !== undefined && visit.run.ledger.breached.has(failure.limit);
  const { node, visit: number } = visit.packet;
  visit.hold({ type: 'node.failed', ...visit.place, error: failure, attempt: visit.run.ledger.attempts(node, number) });
  const { kind, message } = failure;
  const values = visit.values({ error: { kind, message } });
  const { considered, firing } = again
    ? { considered: [], firing: [] }
    : consider(
        handoffsFrom(visit.graph, node),
        { ...situation(visit, 'error', values), error: { kind, message } },
        visit.run.ledger.taken,
      );
  if (considered.length > 0) visit.hold({ type: 'handoff.considered', ...visit.place, handoffs: considered });
  const [first] = firing;
  if (!first) throw new RunFailed(failure);
  const evidence = { ...first.evidence, ...(failure.limit === undefined ? {} : { limit: failure.limit }) };
  return pass(visit, { ...first, evidence }, {}, values);
}
