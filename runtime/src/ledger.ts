/** What a run has used up so far: the counts that limits are held against. Rebuilt from the log when a run goes on. */
import type { EventDraft, EventType, Message, Place, Tokens } from '@baton/shared/events';
import { isInner } from './places.ts';

/** An event as it is about to be written, or as it was. */
export type Observed = EventDraft & { at?: string };

export class Ledger {
  readonly route: string[] = [];
  readonly tokens: Tokens = { input: 0, output: 0, cached: 0 };
  costUsd = 0;
  handoffs = 0;
  /** Handoffs whose packages are being made, in this branch and in others. */
  taking = 0;
  modelCalls = 0;
  /** Calls that are under way, in this branch and in others. */
  calling = 0;
  /** When the run started, in ms since 1970; 0 before. */
  startedAt = 0;
  /** Time at work until the last pause, in ms, and since when it is at work. */
  #worked = 0;
  #workingSince = 0;
  /** Ids of the messages whose text an event of this run has carried. */
  readonly shown = new Set<string>();
  /** Steps of scripts that were played, as `node/index`. */
  readonly played = new Set<string>();
  /** Limits that were breached once; a second breach ends the run. */
  readonly breached = new Set<string>();
  /** Limits beyond which a model was asked once, to close the run. */
  readonly closed = new Set<string>();
  /** Consultations whose return was told. */
  readonly resumed = new Set<string>();
  readonly #claims = new Map<string, { by: string; visit: number }>();
  /** By node: the numbers of visits that have begun, or that a packet is on its way with. */
  readonly #visits = new Map<string, Set<number>>();
  readonly #attempts = new Map<string, number>();
  readonly #taken = new Map<string, number>();
  /** By visit: handoffs that are being taken, and are not told yet. */
  readonly #reserved = new Map<string, string[]>();

  /**
   * One packet goes on for a join, or for who consults, and a fan: the first that asks, and the same one again after a
   * crash.
   * @returns the node's visit, or undefined when another packet has it.
   */
  claim(join: string, fan: string, by: string, visit?: number): number | undefined {
    const key = `${fan}>${join}`;
    const claim = this.#claims.get(key) ?? { by, visit: visit ?? this.enter(join) };
    this.#claims.set(key, claim);
    return claim.by === by ? claim.visit : undefined;
  }

  /** Control is on its way to a node. @returns the number of the visit: the first that no other visit has. */
  enter(node: string): number {
    const given = this.#visits.get(node);
    let visit = 1;
    while (given?.has(visit)) visit++;
    this.give(node, visit);
    return visit;
  }

  /** A visit has this number: it has begun, or its packet was on its way when the last process ended. */
  give(node: string, visit: number): void {
    const given = this.#visits.get(node) ?? new Set();
    this.#visits.set(node, given.add(visit));
  }

  attempts = (node: string, visit: number): number => this.#attempts.get(`${node}#${visit}`) ?? 0;
  /** How often a handoff was taken, and is being taken in this branch and in others. */
  taken = (handoff: string): number =>
    (this.#taken.get(handoff) ?? 0) + [...this.#reserved.values()].flat().filter((one) => one === handoff).length;

  observe(event: Observed): void {
    const observer = observers[event.type] as ((ledger: Ledger, event: Observed) => void) | undefined;
    observer?.(this, event);
  }

  /** How long the run has been at work, in ms; waiting for people does not count. */
  workedMs(now = Date.now()): number {
    return this.#worked + (this.#workingSince > 0 ? Math.max(0, now - this.#workingSince) : 0);
  }

  work(at: number): void {
    this.#workingSince = at;
  }

  rest(at: number): void {
    this.#worked = this.workedMs(at);
    this.#workingSince = 0;
  }

  begin(node: string, visit: number, attempt: number): void {
    const key = `${node}#${visit}`;
    if (!this.#attempts.has(key) && !isInner(node)) this.route.push(node);
    this.#attempts.set(key, Math.max(attempt, this.#attempts.get(key) ?? 0));
    this.give(node, visit);
  }

  /** @returns what to call when they are taken, or will not be. */
  reserve({ node, visit }: Place, handoffs: readonly string[]): () => void {
    const key = `${node}#${visit}`;
    this.#reserved.set(key, [...handoffs]);
    return () => this.#reserved.delete(key);
  }

  take(handoff: string, by: string): void {
    this.handoffs++;
    this.#taken.set(handoff, (this.#taken.get(handoff) ?? 0) + 1);
    const reserved = this.#reserved.get(by) ?? [];
    if (reserved.includes(handoff)) reserved.splice(reserved.indexOf(handoff), 1);
  }

  /** The log has the texts of these. */
  show(messages: readonly Message[] = []): void {
    for (const { id } of messages) this.shown.add(id);
  }

  spend(tokens: Tokens, costUsd: number): void {
    this.modelCalls++;
    this.tokens.input += tokens.input;
    this.tokens.output += tokens.output;
    this.tokens.cached += tokens.cached;
    this.costUsd += costUsd;
  }
}

type Observers = { [Type in EventType]?: (ledger: Ledger, event: Extract<Observed, { type: Type }>) => void };

const timeOf = ({ at }: Observed): number => (at ? Date.parse(at) : Date.now());

const observers: Observers = {
  'run.started': (ledger, event) => {
    ledger.startedAt = timeOf(event);
    ledger.work(ledger.startedAt);
    ledger.show([event.inputMessage]);
  },
  'node.started': (ledger, event) => {
    ledger.begin(event.node, event.visit, event.attempt);
    const { fan, by } = event.context.evidence;
    if (typeof fan === 'string' && typeof by === 'string') ledger.claim(event.node, fan, by, event.visit);
  },
  'node.resumed': (ledger, { node, visit, consultation, claim }) => {
    if (!isInner(node)) ledger.route.push(node);
    if (consultation !== undefined && claim !== undefined) {
      ledger.claim(node, consultation, claim, visit);
      ledger.resumed.add(consultation);
    }
  },
  'model.finished': (ledger, event) => {
    ledger.spend(event.tokens, event.costUsd);
    if (event.closes !== undefined) ledger.closed.add(event.closes);
    if (event.step !== undefined) ledger.played.add(`${event.node}/${event.step}`);
    ledger.show([...event.request.added, event.message]);
  },
  'tool.finished': (ledger, event) => {
    if (event.message) ledger.show([event.message]);
  },
  'node.failed': (ledger, event) => {
    if (event.error.limit) ledger.breached.add(event.error.limit);
  },
  'handoff.taken': (ledger, event) => {
    ledger.take(event.handoff, `${event.node}#${event.visit}`);
    ledger.show(event.added);
    // A node whose failure is taken on by a consultation has not failed, and the limit is breached all the same.
    const { trigger, evidence } = event.context;
    if (trigger === 'error' && typeof evidence['limit'] === 'string') ledger.breached.add(evidence['limit']);
  },
  'run.paused': (ledger, event) => ledger.rest(timeOf(event)),
  'run.resumed': (ledger, event) => ledger.work(timeOf(event)),
  'human.asked': (ledger, event) => ledger.show(event.added),
};
