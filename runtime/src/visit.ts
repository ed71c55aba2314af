/** One step of a node at work: what it sees, what it says, what it writes. The files in nodes/ are written in its terms. */
import { baseId, compactIds, expandIds, isUsers, joinViews } from '@baton/shared/context';
import { isAside, type ContextPackage, type Message, type Place } from '@baton/shared/events';
import { handoffsFrom, type Graph, type Handoff, type Json, type JsonObject } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import type { ActiveRun } from './active-run.ts';
import type { EndAnswer, InnerStates, RunState, RunUpdate } from './state/channels.ts';
import { viewKey, viewOf } from './state/views.ts';
import { redactJson, redactor } from './context/redact.ts';
import { consultedAt, mergeFans, type Arrived, type Fans } from './handoffs/fans.ts';
import type { Values } from './expressions.ts';
import type { Consultation, Packet, WaitingPackets } from './packet.ts';
import { beside, localId, type Located } from './places.ts';
import { mergeState, stateChanges } from './state/state.ts';
import type { StoredDraft } from './store/store.ts';

/** The step of LangGraph that a visit is at work in. */
interface Step {
  task: string;
  /** LangGraph's number of the step: tasks of one number run in parallel. */
  number: number;
  /** The run's channels as the step found them. */
  global: RunState;
  signal: AbortSignal;
}

export class Visit {
  readonly run: ActiveRun;
  readonly graph: Graph;
  readonly node: Node;
  readonly packet: Packet;
  readonly signal: AbortSignal;
  /** What the step writes into the run's channels when it is done. */
  readonly update: RunUpdate = {};
  /** For a join: the branches that have arrived. */
  arrived: readonly Arrived[] = [];
  /** For a join that goes on: packets by which other joins look whether they can. */
  looks: readonly Packet[] = [];
  readonly #step: Step;
  #global: RunState;
  #view: string[];
  #received: number;
  #fans: Fans = {};
  #innerWrites: InnerStates = {};
  #steps: number;

  constructor(run: ActiveRun, { graph, node }: Pick<Located, 'graph' | 'node'>, packet: Packet, step: Step) {
    this.run = run;
    this.graph = graph;
    this.node = node;
    this.packet = packet;
    this.signal = step.signal;
    this.#step = step;
    this.#global = step.global;
    this.#steps = packet.steps;
    this.#view = expandIds(viewOf(step.global.node_views, packet.node, packet.forks));
    this.#received = packet.received ?? this.#view.length;
  }

  /** The node's place in the run: its id, inside another graph with the path that leads there. */
  get id(): string {
    return this.packet.node;
  }
  /** A name of this graph as the run knows it. */
  placeOf(id: string): string {
    return beside(this.id, id);
  }

  get place(): Place {
    const { node, visit, forks } = this.packet;
    const branch = forks.at(-1)?.branch;
    return { node, visit, ...(branch === undefined ? {} : { branch }) };
  }
  get handoffs(): readonly Handoff[] {
    return handoffsFrom(this.graph, this.node.id);
  }
  get context(): ContextPackage {
    return this.packet.context;
  }
  /** All state of this graph: what conditions see. */
  get state(): JsonObject {
    const { scope } = this.packet;
    return scope === undefined ? this.#global.state_values : (this.#global.inner_states[scope]?.values ?? {});
  }
  /** Whether its words reach another node or graph that asked, and not the user. */
  get isConsulted(): boolean {
    return consultedAt(this.fans, this.packet.forks) >= 0;
  }
  /** What waits for people, as the step found it. */
  get waiting(): WaitingPackets {
    return this.#global.waiting_packets;
  }
  consultation(fan: string): Consultation | undefined {
    return this.#global.run_consultations[fan];
  }
  /** By node: its newest output. */
  get outputs(): { [node: string]: Json } {
    return { ...this.#global.node_outputs, ...this.update.node_outputs };
  }
  /** The user's last message; inside another graph what that was told. */
  get input(): string {
    const { input } = this.packet;
    // A copy with something left out is no word of the user's, and may be one of an earlier message.
    const isWritten = ({ id }: Message) => baseId(id) === id;
    return input ?? this.run.said().findLast((one) => isUsers(one) && !isAside(one) && isWritten(one))?.text ?? '';
  }

  /** The parallel branches of the run, this step's own writes included. */
  get fans(): Fans {
    return mergeFans(this.#global.run_fans, this.#fans);
  }

  writeFans(added: Fans): void {
    this.#fans = mergeFans(this.#fans, added);
    this.update.run_fans = this.#fans;
  }

  /** What this node has seen, its own words included, in order. */
  view(): Message[] {
    return this.run.messages(this.#view);
  }

  /** Control has come to the node: what was passed on to it joins what it saw before. */
  receive(): void {
    const seen = this.view().map((message) => message.id);
    this.see(joinViews(seen, this.context.history));
    this.#received = this.#view.length;
  }

  /** What it had seen then, by base ids: whatever else it sees has come of this visit. */
  get received(): ReadonlySet<string> {
    return new Set(this.#view.slice(0, this.#received).map(baseId));
  }

  see(ids: readonly string[]): void {
    this.#view = [...ids];
    this.#writeViews({ [viewKey(this.id, this.packet.forks)]: this.#view });
  }

  #writeViews(views: { [key: string]: string[] }): void {
    const ranges = Object.entries(views).map(([key, ids]) => [key, compactIds(ids)] as const);
    this.update.node_views = { ...this.update.node_views, ...Object.fromEntries(ranges) };
  }

  /** What nodes have seen in branches that are over belongs to what they have seen outside. */
  joinViewsOf(branches: readonly string[]): void {
    const outside = this.packet.forks;
    const joined = new Map<string, string[]>();
    for (const [key, ranges] of Object.entries(this.#global.node_views)) {
      const [node = key, branch = ''] = key.split('@');
      // What was seen inside another graph ends with its call: the next is a new one.
      if (beside(this.id, localId(node)) !== node) continue;
      if (!branches.some((one) => branch === one || branch.startsWith(`${one}/`))) continue;
      const outer = viewKey(node, outside);
      const before = joined.get(outer) ?? expandIds(viewOf(this.#global.node_views, node, outside));
      joined.set(outer, joinViews(before, expandIds(ranges)));
    }
    this.#writeViews(Object.fromEntries(joined));
    this.#view = joined.get(viewKey(this.id, outside)) ?? this.#view;
  }

  /** Adds a message to the thread and to what this node sees. */
  say<Role extends Message['role']>(message: Omit<Extract<Message, { role: Role }>, 'id'> & { role: Role }): Message {
    const aside = this.isConsulted && (message.role === 'user' || message.role === 'assistant') ? { aside: true } : {};
    const said = this.run.say<Role>(this.#step.task, { ...message, ...aside });
    this.see([...this.#view, said.id]);
    return said;
  }

  /** Keeps a message's text without anybody seeing it yet. */
  remember(message: Message): void {
    this.run.remember(this.#step.task, message);
  }

  emit(...events: StoredDraft[]): Promise<void> {
    return this.run.emit(...events);
  }
  hold(...events: StoredDraft[]): void {
    this.run.hold(this.#step.task, ...events);
  }

  /**
   * Writes state values, each merged as the graph says.
   * @throws NodeError when a node in parallel has replaced one of them in the same step.
   */
  write(values: JsonObject): void {
    if (Object.keys(values).length === 0) return;
    this.run.writers.claim(this, this.#step.number, Object.keys(values));
    const before = this.state;
    const after = mergeState(this.graph, before, values);
    this.#setState(after, values);
    const { scope } = this.packet;
    const changes = scope === undefined ? this.run.changeState(values) : stateChanges(before, after);
    if (changes.length === 0) return;
    const inner = scope === undefined ? {} : { scope };
    this.hold({ type: 'state.changed', ...this.place, changes, step: this.#step.number, ...inner });
  }

  #setState(after: JsonObject, values: JsonObject): void {
    const { scope } = this.packet;
    if (scope === undefined) {
      this.#global = { ...this.#global, state_values: after };
      this.update.state_values = { ...this.update.state_values, ...values };
      return;
    }
    const inner = this.#global.inner_states;
    const graph = inner[scope]?.graph ?? '';
    this.#global = { ...this.#global, inner_states: { ...inner, [scope]: { graph, values: after } } };
    const written = { ...this.#innerWrites[scope]?.values, ...values };
    this.#writeInner({ [scope]: { graph, values: written } });
  }

  /** A graph that is called begins with this state. */
  beginInner(scope: string, graph: string, values: JsonObject): void {
    this.#writeInner({ [scope]: { graph, values } });
  }

  #writeInner(states: InnerStates): void {
    this.#innerWrites = { ...this.#innerWrites, ...states };
    this.update.inner_states = this.#innerWrites;
  }

  /** The keys that this step has written. */
  get written(): string[] {
    const { scope } = this.packet;
    const values = scope === undefined ? this.update.state_values : this.#innerWrites[scope]?.values;
    return Object.keys(values ?? {});
  }

  answer(answer: Omit<EndAnswer, 'branch'>, speaks: boolean): void {
    this.update.end_answers = [{ ...answer, branch: this.place.branch ?? '' }];
    if (speaks) this.update.active_node = answer.node;
  }

  /** The keys that were written on the way here, in this consultation or call of a graph. */
  get trail(): string[] {
    return unique([...(this.packet.trail ?? []), ...this.packet.wrote, ...this.written]);
  }

  /** Answers a call of the node's model in the thread. */
  answerCall({ id, tool }: { id: string; tool: string }, text: string, failed = false): Message {
    return this.say<'tool'>({ role: 'tool', call: id, tool, text, ...(failed ? { error: true } : {}) });
  }

  setOutput(output: Json): void {
    this.update.node_outputs = { [this.id]: output };
  }

  /** What conditions and scripts see. Templates see only the state that was passed on: see `templateValues`. */
  values(more: Values = {}): Values {
    return {
      state: this.state,
      input: this.input,
      visits: this.packet.visit,
      hops: this.run.ledger.handoffs,
      ...(this.packet.item === undefined ? {} : { item: this.packet.item }),
      ...more,
    };
  }

  /** The state that this node was given, and what it has written itself. */
  get ownState(): JsonObject {
    const own = [...this.packet.wrote, ...this.written].filter((key) => Object.hasOwn(this.state, key));
    return { ...this.context.state, ...Object.fromEntries(own.map((key) => [key, this.state[key] ?? null])) };
  }

  /** What a template of this node sees: no more than was passed on to it. */
  templateValues(): Values {
    const view = this.view();
    const input = view.findLast(isUsers)?.text ?? '';
    const { item, redacted = [] } = this.packet;
    // It does not come by a package, and what was redacted on the way would else stand in it.
    const told = item === undefined ? {} : { item: redactJson(item, redactor(redacted)) };
    return this.values({ state: this.ownState, input, message: view.at(-1)?.text ?? '', ...told });
  }

  /** The same step with another packet: what was written so far stays written. */
  going(packet: Packet): Visit {
    const signals = [this.run.setting.signal, this.run.branchSignal(packet.forks)].filter((one) => one !== undefined);
    const step = { ...this.#step, global: this.#global, signal: AbortSignal.any(signals) };
    const visit = new Visit(this.run, { graph: this.graph, node: this.node }, packet, step);
    Object.assign(visit.update, this.update);
    visit.#fans = this.#fans;
    visit.#innerWrites = this.#innerWrites;
    visit.#view = packet.forks === this.packet.forks ? this.#view : visit.#view;
    return visit;
  }

  /** @returns how many model calls this visit has made, the one that is about to be made included. */
  countStep(): number {
    this.#steps = this.packet.steps + 1;
    return this.#steps;
  }

  /** The packet for this node's own next step. */
  next(phase: Packet['phase'], more: Partial<Packet> = {}): Packet {
    const { asks: _asks, pending: _pending, results: _results, ...packet } = this.packet;
    const wrote = unique([...packet.wrote, ...this.written]);
    return { ...packet, phase, steps: this.#steps, wrote, received: this.#received, ...more };
  }
}

const unique = (keys: readonly string[]): string[] => [...new Set(keys)];
