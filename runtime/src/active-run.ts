/**
 * A run while this process works on it: its log, its messages, and what its steps hold back. A step's events and
 * messages are written together with its checkpoint, in one transaction; only what people wait to see (a node has
 * started, a tool is at work) is written at once.
 */
import { reduceAll, type EventOf, type Message, type Place } from '@baton/shared/events';
import { isObject, limitOf, type Graph, type JsonObject, type PatchOperation } from '@baton/shared/graph';
import type { EventQueue } from './event-queue.ts';
import type { JoinNode } from '@baton/shared/nodes';
import type { Packet } from './packet.ts';
import { Replies } from './people/replies.ts';
import type { Fork } from './handoffs/fans.ts';
import { Ledger, type Observed } from './ledger.ts';
import type { Models } from './models/model.ts';
import { locate, type Graphs, type Located } from './places.ts';
import { Slots } from './slots.ts';
import { Writers } from './state/writers.ts';
import { mergeState, stateChanges } from './state/state.ts';
import { InTurn } from './store/in-turn.ts';
import type { RunChange, RunStore, StoredDraft, StoredEvent } from './store/store.ts';
import type { ToolServices } from './tools/services.ts';

/** Why a branch's steps end: the join ahead has gone on without it. */
export class TooLate extends Error {}

interface Held {
  events: StoredDraft[];
  messages: Message[];
}

export interface RunSetting {
  run: string;
  graph: Graph;
  /** The graphs that it can call. */
  graphs: Graphs;
  store: RunStore;
  models: Models;
  tools: ToolServices;
  /** Used in place of every node's model. */
  model: string | undefined;
  queue: EventQueue;
  signal: AbortSignal;
}

export class ActiveRun {
  readonly setting: RunSetting;
  readonly ledger = new Ledger();
  readonly writers = new Writers();
  readonly replies = new Replies();
  readonly slots: Slots;
  readonly #begun = new Set<string>();
  /** Visits that were waiting for people or others, until they go on. */
  readonly #waited = new Set<string>();
  /** Questions whose packets are on their way again. */
  readonly #woken = new Set<string>();
  /** How much of the log this process knows. */
  #heard = 0;
  /** By branch: what ends its steps when a join goes on without it. */
  readonly #branches = new Map<string, AbortController>();
  /** By fan and join: how many have arrived in this process. */
  readonly #arrivals = new Map<string, number>();
  readonly #messages = new Map<string, Message>();
  readonly #located = new Map<string, Located>();
  readonly #held = new Map<string, Held>();
  /** The state as the log tells it. */
  #state: JsonObject = {};
  #lastNumber = 0;
  #over = false;
  readonly #writes: InTurn;

  private constructor(setting: RunSetting) {
    this.setting = setting;
    this.#writes = new InTurn(setting.run, setting.store);
    this.slots = new Slots(limitOf(setting.graph, 'branches'));
  }

  /** @param log the run's events so far; empty for a new run. */
  static async open(setting: RunSetting, log: readonly StoredEvent[]): Promise<ActiveRun> {
    const active = new ActiveRun(setting);
    for (const event of log) {
      active.#observe(event);
      active.writers.observe(event);
    }
    active.#heard = log.at(-1)?.seq ?? 0;
    active.begin(reduceAll(log).state);
    for (const message of await setting.store.messages(setting.run)) active.#keep(message);
    // What a model was asked in Baton's own words is in the log alone, and its id is not given twice.
    for (const id of active.ledger.shown) active.#count(id);
    return active;
  }

  /** @returns what stands at a place: undefined where there is nothing. */
  locate(place: string): Located | undefined {
    const { graph, graphs } = this.setting;
    const found = this.#located.get(place) ?? locate(graph, graphs, place);
    if (found) this.#located.set(place, found);
    return found;
  }

  /** @param state what the run begins with, or what it had come to */
  begin(state: JsonObject): void {
    this.#state = state;
  }

  /** Writes at once, and shows. */
  async emit(...events: StoredDraft[]): Promise<void> {
    for (const event of events) this.#observe(event);
    await this.#write({ events });
  }

  /** Keeps back until the task's step is saved. */
  hold(task: string, ...events: StoredDraft[]): void {
    for (const event of events) this.#observe(event);
    this.#heldBy(task).events.push(...events);
  }

  /** Whether this process has told the start of a visit already; `entering` tells it anew. */
  hasBegun(node: string, visit: number, entering: boolean): boolean {
    const key = `${node}#${visit}`;
    const known = this.#begun.has(key);
    this.#begun.add(key);
    return this.#waited.delete(key) || (known && !entering);
  }

  #observe(event: Observed): void {
    this.ledger.observe(event);
    this.replies.observe(event);
  }

  /** People answer while the run is at work: the log has what they have said since. */
  async hear(): Promise<void> {
    for (const event of await this.setting.store.events(this.setting.run, this.#heard)) {
      this.#heard = event.seq;
      if (event.type === 'human.answered') this.replies.observe(event);
    }
  }

  /** A visit that has waited for people or others goes on, whatever process it began in. */
  waited(node: string, visit: number): void {
    this.#waited.add(`${node}#${visit}`);
  }

  /** A packet waits for the answer to a question. */
  wait(ask: string, { node, visit }: Packet): void {
    this.#woken.delete(ask);
    this.waited(node, visit);
  }

  /** @returns whether the packet that waits for this question may be sent: once, whoever asks. */
  take(ask: string): boolean {
    if (this.#woken.has(ask)) return false;
    this.#woken.add(ask);
    return true;
  }

  /** @param from where in the text of this model call the words stand. */
  delta(place: Place, text: string, from: number): void {
    if (this.#over) return;
    const event: EventOf<'model.delta'> = {
      type: 'model.delta',
      at: new Date().toISOString(),
      run: this.setting.run,
      ...place,
      text,
      from,
    };
    this.setting.queue.push(event);
  }

  /** A new message of the thread; its text is stored with the task's step. Ids count up: `m1`, `m2`, … */
  say<Role extends Message['role']>(
    task: string,
    message: Omit<Extract<Message, { role: Role }>, 'id'> & { role: Role },
  ): Message {
    const said = { ...message, id: this.nextId() } as Message;
    this.remember(task, said);
    return said;
  }

  nextId(): string {
    return `m${++this.#lastNumber}`;
  }

  /** A message that is made already, such as a changed copy. */
  remember(task: string, message: Message): void {
    if (this.#messages.has(message.id)) return;
    this.#keep(message);
    this.#heldBy(task).messages.push(message);
  }

  messages(ids: readonly string[]): Message[] {
    return ids.flatMap((id) => this.#messages.get(id) ?? []);
  }

  /** @returns of these messages the ones whose text no event has told yet, as a field of the event that names them. */
  untold(ids: readonly string[]): { added?: Message[] } {
    const added = this.messages(ids).filter(({ id }) => !this.ledger.shown.has(id));
    return added.length > 0 ? { added } : {};
  }

  /** Everything that was said in the thread, in order. */
  said(): Message[] {
    return [...this.#messages.values()];
  }

  /** Ends the steps of a branch, and of those inside it, when it is too late. */
  branchSignal(forks: readonly Fork[]): AbortSignal | undefined {
    if (forks.length === 0) return undefined;
    const signals = forks.map(({ branch }) => {
      const controller = this.#branches.get(branch) ?? new AbortController();
      this.#branches.set(branch, controller);
      return controller.signal;
    });
    return AbortSignal.any(signals);
  }

  /**
   * A join that waits for some only need not wait until the steps of the others are over.
   * @returns whether those that it waits for in this round have all arrived
   */
  arrived(branch: string, round: string, { wait = 'all' }: JoinNode): boolean {
    const count = (this.#arrivals.get(round) ?? 0) + 1;
    this.#arrivals.set(round, count);
    this.#branches.delete(branch);
    return wait !== 'all' && count >= (wait === 'any' ? 1 : wait);
  }

  /** Ends the steps that are at work in these branches. */
  cancelBranches(branches: readonly string[]): void {
    for (const branch of branches) {
      this.#branches.get(branch)?.abort(new TooLate());
      this.#branches.delete(branch);
    }
  }

  /** @returns what a write of state values changes for those who read the log, where parallel writes come one by one. */
  changeState(values: JsonObject): PatchOperation[] {
    const before = this.#state;
    this.#state = mergeState(this.setting.graph, before, values);
    return stateChanges(before, this.#state);
  }

  /** LangGraph joins parallel writes in an order of its own: the log is told where that makes a difference. */
  corrected(change: RunChange, { state_values }: { state_values?: unknown }): RunChange {
    if (!isObject(state_values)) return change;
    const changes = stateChanges(this.#state, state_values as JsonObject);
    if (changes.length === 0) return change;
    this.#state = state_values as JsonObject;
    return { ...change, events: [...(change.events ?? []), { type: 'state.changed', changes }] };
  }

  /** Writes a change together with what a task, or every task, holds back. */
  commit = async (change: RunChange, task?: string): Promise<void> => {
    const keys = task === undefined ? [...this.#held.keys()] : [task];
    const held = keys.map((key) => this.#held.get(key)).filter((one) => one !== undefined);
    for (const key of keys) this.#held.delete(key);
    const events = [...held.flatMap((one) => one.events), ...(change.events ?? [])];
    const messages = [...held.flatMap((one) => one.messages), ...(change.messages ?? [])];
    await this.#write({ ...change, events, messages });
  };

  /** The last that is written: what the steps at work hold back is forgotten, as if the process had ended. */
  async giveUp(event: StoredDraft): Promise<void> {
    if (this.#over) return;
    const written = this.#writes.write({ events: [event] });
    this.#over = true;
    this.setting.queue.push(...(await written));
  }

  /** After this nothing more is written: a node that did not hear of the end cannot add to the log. */
  close(): void {
    this.#over = true;
  }

  async #write(change: RunChange): Promise<void> {
    if (this.#over) return;
    const stored = await this.#writes.write(change);
    // With a gap before them somebody else has written, too: that is still to be heard.
    if (stored[0]?.seq === this.#heard + 1) this.#heard = stored.at(-1)?.seq ?? this.#heard;
    this.setting.queue.push(...stored);
  }

  #heldBy(task: string): Held {
    const held = this.#held.get(task) ?? { events: [], messages: [] };
    this.#held.set(task, held);
    return held;
  }

  #keep(message: Message): void {
    this.#messages.set(message.id, message);
    this.#count(message.id);
  }

  /** Of a changed copy, or of a summary, the number of the message that it was made from. */
  #count(id: string): void {
    const number = Number(/^m(\d+)(?:~|$)/.exec(id)?.[1] ?? 0);
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }
}
