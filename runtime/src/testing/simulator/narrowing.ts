/**
 * The law of narrowing: nobody learns more than was passed on. Follows every mark of a simulation through the log: a
 * request to a model of a node shows only marks that the node has said itself, or that a package, a tool, a person, an
 * answer or the state that it has written has brought to it; and a package holds only what its sender knew.
 */
import { reduceAll, type ContextPackage, type EventOf, type Message, type StoredEvent } from '@baton/shared/events';
import { isObject, pointerKeys, type Json, type JsonObject } from '@baton/shared/graph';
import { isInner, localId } from '../../places.ts';
import { callerOf, graphAt, nodeAt, type Documents } from './documents.ts';
import { Ends } from './ends.ts';
import { Knowledge, type At, type Marks } from './knowledge.ts';
import { place, type Law } from './law.ts';
import { marksIn } from './marks.ts';
import type { Played } from './perform.ts';

/** What outlives a turn of a thread: what each node has seen, and what the user has. */
interface Remembered {
  knows: ReadonlyMap<string, Marks>;
  shown: Marks;
}
const remembered = new WeakMap<Played, Remembered>();

export const narrows: Law = function* (played, documents, earlier) {
  const before = earlier.at(-1);
  const listener = new Listener(played, documents, before && remembered.get(before));
  for (const event of played.log) yield* listener.hear(event);
  remembered.set(played, { knows: listener.knowledge.afterwards(), shown: listener.shown });
};

class Listener {
  readonly knowledge: Knowledge;
  readonly #documents: Documents;
  readonly #messages: ReadonlyMap<string, Message>;
  readonly #ends = new Ends();
  /** What the user has said, and was told. */
  readonly shown: Set<string>;
  /** By call of a graph; '' is the run's own. */
  readonly #states = new Map<string, JsonObject>();
  /** By call of a graph: what it was told. */
  readonly #told = new Map<string, Marks>();
  readonly #written: { scope: string; branch: string; key: string }[] = [];

  constructor({ messages, log }: Played, documents: Documents, before: Remembered | undefined) {
    this.#documents = documents;
    const told = Object.values(reduceAll(log).messages);
    this.#messages = new Map([...told, ...messages].map((message) => [message.id, message]));
    this.knowledge = new Knowledge(before?.knows ?? new Map());
    const [started] = log;
    const input = marksIn(started?.type === 'run.started' ? started.input : '');
    this.#told.set('', input);
    this.shown = new Set([...input, ...(before?.shown ?? [])]);
  }

  *hear(event: StoredEvent): Iterable<string> {
    this.#ends.hear(event);
    this.#show(event);
    if (event.type === 'run.started') this.#states.set('', event.state);
    if (event.type === 'state.changed') this.#changed(event);
    if (event.type === 'node.started') yield* this.#started(event);
    if (event.type === 'node.resumed') yield* this.#resumed(event);
    if (event.type === 'node.finished') yield* this.#finished(event);
    if (event.type === 'handoff.considered') this.#considered(event);
    if (event.type === 'node.failed') this.knowledge.learn(event, marksIn(event.error.message));
    if (event.type === 'model.finished') yield* this.#asked(event);
    if (event.type === 'tool.finished') yield* this.#toolFinished(event);
    if (event.type === 'human.asked') yield* this.#questioned(event);
    if (event.type === 'human.answered') this.#answeredBy(event);
    if (event.type === 'handoff.taken' && event.node !== undefined) yield* this.#passed(event);
  }

  /** The words of agents, people and graphs reach the user, but not what they answer each other. */
  #show(event: StoredEvent): void {
    if (!('node' in event) || event.branch?.includes('-back')) return;
    const words: Json[] = [];
    if (event.type === 'human.answered' && isObject(event.answer))
      words.push(event.answer['say'] ?? null, event.answer['user'] ?? null);
    if (event.type === 'model.finished' && !hasCalls(event.message)) words.push(event.message.text);
    if (event.type === 'node.finished') words.push(event.message);
    const called = event.type === 'handoff.considered' ? this.#calledBy(event) : [];
    for (const one of [...marksIn(words), ...called]) this.shown.add(one);
  }

  /** What its graph has said, for a graph node; a node whose tool it is hears it as the tool's result. */
  #calledBy(at: At): Marks {
    return nodeAt(this.#documents, at.node)?.kind === 'graph' ? this.#ends.calledBy(at) : new Set();
  }

  /** It has done its work, or has failed, before that is told: people may be asked, or others, in between. */
  #considered(event: EventOf<'handoff.considered'>): void {
    this.knowledge.learn(event, this.#calledBy(event));
    for (const { evidence } of event.handoffs)
      if (evidence['kind'] !== undefined) this.knowledge.learn(event, marksIn(evidence['message'] ?? ''));
  }

  *#asked(event: EventOf<'model.finished'>): Iterable<string> {
    const shown = this.#textsOf(event.request.messages);
    const added = event.request.added.flatMap((message) => [...marksIn(wordsOf(message))]);
    yield* this.#only([...shown, ...added], event, `the request of ${place(event)}`);
    this.knowledge.learn(event, marksIn(wordsOf(event.message)));
    const output = this.#outputOf(event);
    if (output === undefined) return;
    this.knowledge.learn(event, marksIn(output));
    this.knowledge.hold(event, this.#writtenBy(event));
  }

  #answeredBy(event: EventOf<'human.answered'>): void {
    this.knowledge.learn(event, marksIn(event.answer));
    if (nodeAt(this.#documents, event.node)?.kind === 'human') this.knowledge.hold(event, this.#writtenBy(event));
  }

  /** What it writes is its own, also where the value was there before: then no event tells of it. */
  #writtenBy({ node }: At): string[] {
    const found = nodeAt(this.#documents, node);
    return [(found && 'into' in found && found.into) || []].flat();
  }

  /** What a model answers as data; where it writes what a state value is already, no event tells of it before the end. */
  #outputOf({ node, step }: EventOf<'model.finished'>): Json | undefined {
    const asked = nodeAt(this.#documents, node);
    return step !== undefined && asked && 'script' in asked ? asked.script?.[step]?.output : undefined;
  }

  #changed({ node, visit = 1, branch = '', scope = '', changes }: EventOf<'state.changed'>): void {
    for (const change of changes) {
      const [key = ''] = pointerKeys(change.path);
      if ('value' in change) this.#states.set(scope, { ...this.#states.get(scope), [key]: change.value as Json });
      if (node === undefined) continue;
      this.#written.push({ scope, branch, key });
      this.knowledge.hold({ node, visit }, [key]);
    }
  }

  /** A node gets what the package to it holds; the first package holds what the user has seen, or what a graph is told. */
  *#started(event: EventOf<'node.started'>): Iterable<string> {
    const { context } = event;
    const history = this.#textsOf(context.history);
    if (context.from === null && isInner(event.node)) yield* this.#called(event, [...history, ...marksOf(context)]);
    else if (context.from === null) {
      const unseen = [...history].filter((one) => !this.shown.has(one));
      if (unseen.length > 0) yield `the user, who has never seen ${unseen.join(' ')}, hands it over to ${event.node}`;
    }
    this.knowledge.learn(event, [...history, ...marksOf(context)]);
  }

  /** Another graph is told what its caller knows; by default the message that the caller's own graph was told. */
  *#called(event: EventOf<'node.started'>, marks: readonly string[]): Iterable<string> {
    const caller = callerAt(this.#documents, event);
    const node = nodeAt(this.#documents, caller.node);
    const asIs = node?.kind === 'graph' && node.input === undefined ? this.#told.get(this.#scope(caller)) : undefined;
    const strange = marks.filter((one) => !asIs?.has(one));
    yield* this.#only(strange, caller, `the call of ${event.node}`);
    this.#told.set(event.branch ?? '', new Set(marks));
  }

  #scope(at: At): string {
    if (!isInner(at.node)) return '';
    const { node, visit, branch = '' } = callerAt(this.#documents, at);
    const call = new RegExp(`^${branch === '' ? '' : `${branch}/`}${localId(node)}-${visit}-back\\d+\\.\\d+`);
    return call.exec(at.branch ?? '')?.[0] ?? '';
  }

  *#resumed(event: EventOf<'node.resumed'>): Iterable<string> {
    const fan = event.consultation ?? '';
    const said = this.#ends.of(fan);
    const strange = [...marksIn(event.results)].filter((one) => !said.has(one));
    if (strange.length > 0) yield `${fan} brings ${strange.join(' ')} back, which nobody there has said`;
    this.knowledge.learn(event, said);
    this.knowledge.bringOut(fan, event);
    const scope = this.#scope(event);
    const written = this.#written.filter((one) => one.scope === scope && one.branch.startsWith(`${fan}.`));
    this.knowledge.hold(
      event,
      written.map((one) => one.key),
    );
  }

  *#finished(event: EventOf<'node.finished'>): Iterable<string> {
    const said = [...marksIn([event.output, event.message])];
    const node = nodeAt(this.#documents, event.node);
    if (node?.kind === 'graph') yield* this.#answered(event, said);
    this.knowledge.learn(event, said);
    this.knowledge.hold(event, this.#writtenBy(event));
  }

  *#toolFinished(event: EventOf<'tool.finished'>): Iterable<string> {
    const said = [...marksIn([event.result ?? null, event.error ?? null])];
    const tools = graphAt(this.#documents, event.node)?.tools ?? [];
    if (tools.some((tool) => tool.id === event.tool && tool.type === 'graph')) yield* this.#answered(event, said);
    this.knowledge.learn(event, said);
  }

  /** What a graph answers is what was said at its ends. */
  *#answered(caller: At, marks: readonly string[]): Iterable<string> {
    const said = this.#ends.calledBy(caller);
    const strange = marks.filter((one) => !said.has(one));
    if (strange.length > 0)
      yield `the graph that ${place(caller)} calls answers ${strange.join(' ')}, said by nobody there`;
    this.knowledge.learn(caller, said);
  }

  *#questioned(event: EventOf<'human.asked'>): Iterable<string> {
    const { question, summary, args, context } = event;
    const shown = context ? [...this.#textsOf(context.history), ...marksIn([context.brief, context.state])] : [];
    yield* this.#only([...marksIn([question, summary, args ?? {}]), ...shown], event, `the question of ${event.ask}`);
  }

  *#passed(event: EventOf<'handoff.taken'>): Iterable<string> {
    const { node = event.from, visit = 1, context } = event;
    const branch = senderBranch(event);
    const at: At = { node, visit, ...(branch === undefined ? {} : { branch }) };
    const marks = [...this.#textsOf(context.history), ...marksOf({ ...context, results: [] })];
    // An item is the sender's to give.
    const given = marks.filter((one) => !one.startsWith('§item.'));
    yield* this.#only(given, at, `the package of ${event.handoff} (${event.seq})`);
  }

  *#only(marks: Iterable<string>, at: At, what: string): Iterable<string> {
    const state = this.#states.get(this.#scope(at)) ?? {};
    const sees = marksIn([...this.knowledge.held(at)].map((key) => state[key] ?? null));
    const known = this.knowledge.of(at);
    const strange = [...new Set(marks)].filter((one) => !known.has(one) && !sees.has(one));
    if (strange.length > 0) yield `${what} shows ${strange.join(' ')}, which nobody has passed on to ${at.node}`;
  }

  #textsOf(ids: readonly string[]): Marks {
    return marksIn(ids.map((id) => wordsOf(this.#messages.get(id))));
  }
}

/** Who has called the graph that a node is at work in. */
function callerAt(documents: Documents, { node, branch = '' }: At): At {
  const caller = callerOf(documents, node);
  const call = new RegExp(`^(?:(.*)/)?${localId(caller)}-(\\d+)-back\\d+\\.\\d+(?:/|$)`).exec(branch);
  const around = call?.[1];
  return { node: caller, visit: Number(call?.[2] ?? 0), ...(around === undefined ? {} : { branch: around }) };
}

/** A handoff that opens a branch is told in the branch that it opens: its sender stands in the one around. */
function senderBranch({ branch, from, visit = 1 }: EventOf<'handoff.taken'>): string | undefined {
  if (branch === undefined) return undefined;
  const parts = branch.split('/');
  const opened = new RegExp(`^${localId(from)}-${visit}(-back\\d+)?\\.\\d+$`).test(parts.at(-1) ?? '');
  return opened ? parts.slice(0, -1).join('/') || undefined : branch;
}

function wordsOf(message: Message | undefined): string {
  if (!message) return '';
  return message.role === 'assistant' ? message.text + JSON.stringify(message.calls ?? '') : message.text;
}

const hasCalls = (message: Message): boolean => message.role === 'assistant' && message.calls !== undefined;

const marksOf = ({ brief, state, results, reason, args }: ContextPackage): string[] => [
  ...marksIn([brief, state, results, reason, args] as Json),
];
