/**
 * The law of narrowing: nobody learns more than was passed on. Follows every mark of a simulation through the log: a
 * request to a model of a node shows only marks that the node has said itself, or that a package, a tool, a person or
 * the state it was given has brought to it; and a package holds only what its sender knew.
 */
import { reduceAll, type ContextPackage, type Message, type StoredEvent } from '@baton/shared/events';
import { findNode, nodesOf, pointerKeys, type Graph, type Json, type JsonObject } from '@baton/shared/graph';
import { marksIn } from './marks.ts';
import type { Played } from './perform.ts';

type Marks = Set<string>;

export function* narrows(played: Played, graph: Graph, earlier: readonly Played[]): Iterable<string> {
  const knowledge = new Knowledge(played, graph, earlier);
  for (const event of played.log) yield* knowledge.hear(event);
  remembered.set(played, knowledge.known());
}

interface At {
  node: string;
  visit: number;
  branch?: string;
}

class Knowledge {
  readonly #messages: ReadonlyMap<string, Message>;
  readonly #graph: Graph;
  /** By node and branch. */
  readonly #knows = new Map<string, Marks>();
  /** By visit: the state values that it may see. */
  readonly #keys = new Map<string, Set<string>>();
  /** By join: what the branches have brought to it. */
  readonly #arriving = new Map<string, Marks>();
  readonly #always: Marks;
  readonly #users: Marks;
  #state: JsonObject = {};

  constructor({ messages, log }: Played, graph: Graph, earlier: readonly Played[]) {
    this.#graph = graph;
    const told = Object.values(reduceAll(log).messages);
    this.#messages = new Map([...told, ...messages].map((message) => [message.id, message]));
    // `input` is a variable of every template.
    const [started] = log;
    this.#always = marksIn(started?.type === 'run.started' ? started.input : '');
    this.#users = new Set([...this.#always, ...earlier.flatMap(shownTo)]);
    for (const { id } of nodesOf(graph)) this.#knows.set(id, new Set(knownOf(earlier.at(-1), id)));
  }

  /** What a node knows in its branch: what it has learnt there, in those around, and outside of any. */
  #known({ node, branch }: Pick<At, 'node' | 'branch'>): Marks {
    const known = [...this.#knows].flatMap(([key, marks]) => {
      const [who, where] = key.split('@');
      const inside = where === undefined || branch === where || branch?.startsWith(`${where}/`);
      return who === node && inside ? [...marks] : [];
    });
    return new Set([...this.#always, ...known]);
  }

  #learn({ node, branch }: Pick<At, 'node' | 'branch'>, marks: Iterable<string>): void {
    const key = branch === undefined ? node : `${node}@${branch}`;
    const known = this.#knows.get(key) ?? new Set();
    for (const one of marks) known.add(one);
    this.#knows.set(key, known);
  }

  #sees(at: At): Marks {
    const keys = this.#keys.get(`${at.node}#${at.visit}`) ?? new Set();
    return marksIn(Object.fromEntries([...keys].map((key) => [key, this.#state[key] ?? null])));
  }

  #textsOf(ids: readonly string[]): Marks {
    return marksIn(ids.map((id) => wordsOf(this.#messages.get(id))));
  }

  *hear(event: StoredEvent): Iterable<string> {
    if (event.type === 'run.started') this.#state = event.state;
    if (event.type === 'node.started') yield* this.#started(event, event.context);
    if (event.type === 'state.changed') this.#changed(event);
    if (event.type === 'model.finished') {
      const shown = this.#textsOf(event.request.messages);
      const added = event.request.added.flatMap((message) => [...marksIn(wordsOf(message))]);
      yield* this.#only([...shown, ...added], event, `the request of ${event.node}#${event.visit}`);
      this.#learn(event, marksIn(wordsOf(event.message)));
    }
    if (event.type === 'tool.finished') this.#learn(event, marksIn([event.result ?? null, event.error ?? null]));
    if (event.type === 'human.asked') yield* this.#only(marksIn(event.question), event, `the question of ${event.ask}`);
    if (event.type === 'human.answered') this.#learn(event, marksIn(event.answer));
    if (event.type === 'node.failed') this.#learn(event, marksIn(event.error.message));
    if (event.type === 'node.finished') {
      this.#learn(event, marksIn(event.output));
      // What it wrote is its own, also where the value was there before.
      this.#hold(event, [intoOf(this.#graph, event.node)].flat());
    }
    if (event.type === 'handoff.taken' && event.node !== undefined) yield* this.#passed(event);
  }

  #changed({ node, visit, branch, changes }: Extract<StoredEvent, { type: 'state.changed' }>): void {
    for (const change of changes) {
      const [key = ''] = pointerKeys(change.path);
      if ('value' in change) this.#state = { ...this.#state, [key]: change.value as Json };
      if (node === undefined) continue;
      this.#hold({ node, visit: visit ?? 1, ...(branch === undefined ? {} : { branch }) }, [key]);
    }
  }

  #hold({ node, visit }: At, keys: readonly string[]): void {
    const held = this.#keys.get(`${node}#${visit}`) ?? new Set();
    for (const key of keys) held.add(key);
    this.#keys.set(`${node}#${visit}`, held);
  }

  /** A node gets what the packages to it hold, and nothing else; the first package holds what the user has seen. */
  *#started(at: At, context: ContextPackage): Iterable<string> {
    const marks = [...this.#textsOf(context.history), ...marksOf(context)];
    if (context.from === null) {
      const unseen = [...this.#textsOf(context.history)].filter((one) => !this.#users.has(one));
      if (unseen.length > 0) yield `the user, who has never seen ${unseen.join(' ')}, hands it over to ${at.node}`;
    }
    const join = findNode(this.#graph, at.node)?.kind === 'join';
    this.#learn(at, marks);
    if (join) this.#learn(at, this.#arriving.get(at.node) ?? []);
    this.#hold(at, Object.keys(context.state));
  }

  *#passed(event: Extract<StoredEvent, { type: 'handoff.taken' }>): Iterable<string> {
    const { node = event.from, visit = 1, context } = event;
    const branch = senderBranch(event);
    const at: At = { node, visit, ...(branch === undefined ? {} : { branch }) };
    const marks = [...this.#textsOf(context.history), ...marksOf({ ...context, results: [] })];
    // An item is the sender's to give.
    const given = marks.filter((one) => !one.startsWith('§item.'));
    yield* this.#only(given, at, `the package of ${event.handoff} (${event.seq})`);
    if (findNode(this.#graph, event.to)?.kind !== 'join') return;
    const arriving = this.#arriving.get(event.to) ?? new Set();
    for (const one of [...marks, ...this.#known(at)]) arriving.add(one);
    this.#arriving.set(event.to, arriving);
  }

  *#only(marks: Iterable<string>, at: At, what: string): Iterable<string> {
    const known = new Set([...this.#known(at), ...this.#sees(at)]);
    const strange = [...new Set(marks)].filter((one) => !known.has(one));
    if (strange.length > 0) yield `${what} shows ${strange.join(' ')}, which nobody has passed on to ${at.node}`;
  }

  known(): ReadonlyMap<string, Marks> {
    return this.#knows;
  }
}

function intoOf(graph: Graph, id: string): string | string[] {
  const node = findNode(graph, id);
  return (node && 'into' in node && node.into) || [];
}

/** A handoff that opens a branch is told in the branch that it opens: its sender stands in the one around. */
function senderBranch({ branch, node, visit }: Extract<StoredEvent, { type: 'handoff.taken' }>): string | undefined {
  if (branch === undefined) return undefined;
  const parts = branch.split('/');
  const opened = new RegExp(`^${node}-${visit}\\.\\d+$`).test(parts.at(-1) ?? '');
  return opened ? parts.slice(0, -1).join('/') || undefined : branch;
}

function wordsOf(message: Message | undefined): string {
  if (!message) return '';
  return message.role === 'assistant' ? message.text + JSON.stringify(message.calls ?? '') : message.text;
}

const marksOf = ({ brief, state, results, reason, args }: ContextPackage): string[] => [
  ...marksIn([brief, state, results, reason, args] as Json),
];

/** What the user has been told: the words of agents as their visits ended. */
function shownTo({ log }: Played): string[] {
  return log.flatMap((event) => {
    if (event.type === 'node.finished') return [...marksIn(event.message)];
    if (event.type === 'run.started') return [...marksIn(event.input)];
    return [];
  });
}

/** Nodes remember over the turns of a thread what they have seen in earlier ones. */
const remembered = new WeakMap<Played, ReadonlyMap<string, Marks>>();

function knownOf(before: Played | undefined, node: string): string[] {
  const known = before && remembered.get(before);
  if (!known) return [];
  return [...known].flatMap(([key, marks]) => (key.split('@')[0] === node ? [...marks] : []));
}
