/** One step of a node at work: what it sees, what it says, what it writes. The files in nodes/ are written in its terms. */
import type { ContextPackage, Message, Place } from '@baton/shared/events';
import { handoffsFrom, type Graph, type Handoff, type Json, type JsonObject } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import type { ActiveRun } from './active-run.ts';
import type { EndAnswer, RunState, RunUpdate } from './channels.ts';
import { compactIds, expandIds, isUsers } from '@baton/shared/context';
import { viewKey, viewOf } from './views.ts';
import { mergeFans, type Arrived, type Fans } from './fans.ts';
import type { Values } from './expressions.ts';
import type { Packet } from './packet.ts';
import { mergeState, stateChanges } from './state.ts';
import type { StoredDraft } from './store.ts';

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
  readonly #task: string;
  #global: RunState;
  #view: string[];
  #fans: Fans = {};

  constructor(
    run: ActiveRun,
    node: Node,
    packet: Packet,
    step: { task: string; global: RunState; signal: AbortSignal },
  ) {
    this.run = run;
    this.graph = run.setting.graph;
    this.node = node;
    this.packet = packet;
    this.signal = step.signal;
    this.#task = step.task;
    this.#global = step.global;
    this.#view = expandIds(viewOf(step.global.node_views, node.id, packet.forks));
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
  /** All of the run's state: what conditions see. */
  get state(): JsonObject {
    return this.#global.state_values;
  }
  /** By node: its newest output. */
  get outputs(): { [node: string]: Json } {
    return { ...this.#global.node_outputs, ...this.update.node_outputs };
  }
  /** The user's last message. */
  get input(): string {
    return this.run.said().findLast(isUsers)?.text ?? '';
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

  see(ids: readonly string[]): void {
    this.#view = [...ids];
    this.update.node_views = { [viewKey(this.node.id, this.packet.forks)]: compactIds(this.#view) };
  }

  /** Adds a message to the thread and to what this node sees. */
  say<Role extends Message['role']>(message: Omit<Extract<Message, { role: Role }>, 'id'> & { role: Role }): Message {
    const said = this.run.say<Role>(this.#task, message);
    this.see([...this.#view, said.id]);
    return said;
  }

  /** Keeps a message's text without anybody seeing it yet. */
  remember(message: Message): void {
    this.run.remember(this.#task, message);
  }

  emit(...events: StoredDraft[]): Promise<void> {
    return this.run.emit(...events);
  }
  hold(...events: StoredDraft[]): void {
    this.run.hold(this.#task, ...events);
  }

  /** Writes state values, each merged as the graph says. */
  write(values: JsonObject): void {
    if (Object.keys(values).length === 0) return;
    const before = this.#global.state_values;
    const after = mergeState(this.graph, before, values);
    const changes = stateChanges(before, after);
    this.#global = { ...this.#global, state_values: after };
    this.update.state_values = { ...this.update.state_values, ...values };
    if (changes.length > 0) this.hold({ type: 'state.changed', ...this.place, changes });
  }

  answer(answer: Omit<EndAnswer, 'branch'>, speaks: boolean): void {
    this.update.end_answers = [{ ...answer, branch: this.place.branch ?? '' }];
    if (speaks) this.update.active_node = answer.node;
  }

  setOutput(output: Json): void {
    this.update.node_outputs = { [this.node.id]: output };
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

  /** A template of this node sees the state of its package and what the node itself has written. */
  templateValues(): Values {
    const own = [...this.packet.wrote, ...Object.keys(this.update.state_values ?? {})];
    const written = own.map((key) => [key, this.state[key] ?? null] as const);
    const state = { ...this.context.state, ...Object.fromEntries(written) };
    return this.values({ state, message: this.view().at(-1)?.text ?? '' });
  }

  /** The same step with another packet: what was written so far stays written. */
  going(packet: Packet): Visit {
    const step = { task: this.#task, global: this.#global, signal: this.run.setting.signal };
    const visit = new Visit(this.run, this.node, packet, step);
    Object.assign(visit.update, this.update);
    visit.#fans = this.#fans;
    return visit;
  }

  /** The packet for this node's own next step. */
  next(phase: Packet['phase'], more: Partial<Packet> = {}): Packet {
    const { asks: _, ...packet } = this.packet;
    const wrote = [...packet.wrote, ...Object.keys(this.update.state_values ?? {})];
    return { ...packet, phase, wrote, ...more };
  }
}
