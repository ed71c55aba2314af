/** How LangGraph is driven: started, or gone on with from its last checkpoint, until the run has ended or waits. */
import { GraphDrained, type RunControl } from '@langchain/langgraph';
import { ERROR } from '@langchain/langgraph-checkpoint';
import {
  isOver,
  reduceAll,
  type EventFields,
  type Message,
  type PauseReason,
  type RunView,
} from '@baton/shared/events';
import type { Json, JsonObject } from '@baton/shared/graph';
import type { ActiveRun } from './active-run.ts';
import { BatonSaver } from './checkpoints/saver.ts';
import { compile } from './compile.ts';
import { commandOf } from './control.ts';
import { failureOf, outputOf, threadState, whatFor } from './ending.ts';
import { newPacket } from './handoffs/hand-over.ts';
import type { RunOptions } from './options.ts';
import type { Packet } from './packet.ts';
import { readyOf, wake } from './people/waiting.ts';
import { cameBackIn, interruptedBy, sentPackets, waitingIn, wokenIn } from './resume.ts';
import { firstPackage, startNode } from './start.ts';
import type { RunState } from './state/channels.ts';
import { initialState } from './state/state.ts';
import type { RunChange, StoredDraft, StoredEvent, ThreadState } from './store/store.ts';

/** LangGraph's note that a step failed: what the step has to tell is written with the run's end, both or neither. */
const saysOnlyThatItFailed = ({ writes = [] }: RunChange): boolean =>
  writes.length > 0 && writes.every(({ channel }) => channel === ERROR);

/** Why the steps at work end: the process is about to, and another goes on with the run. */
export class Halted extends Error {}

/** A run while it is being worked on; `go` returns when it has ended or waits. */
export class Drive {
  readonly #options: RunOptions;
  readonly #active: ActiveRun;
  readonly #log: readonly StoredEvent[];
  readonly #control: RunControl;
  readonly #signal: AbortSignal;
  readonly #saver: BatonSaver;
  readonly #app;

  constructor(
    options: RunOptions,
    active: ActiveRun,
    log: readonly StoredEvent[],
    control: RunControl,
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#active = active;
    this.#log = log;
    this.#control = control;
    this.#signal = signal;
    this.#saver = new BatonSaver(options.store, async (_run, change, { task, values } = {}) => {
      if (saysOnlyThatItFailed(change)) return;
      await active.commit(values ? active.corrected(change, values) : change, task);
    });
    this.#app = compile(options.graph, options.graphs).compile({ checkpointer: this.#saver });
  }

  async go(): Promise<void> {
    try {
      let moved = this.#log.length === 0 ? await this.#start() : await this.#resume();
      while (moved) moved = await this.#settle();
    } catch (error) {
      await this.#stopped(error);
    }
  }

  get #config() {
    return {
      configurable: { thread_id: this.#options.run, __pregel_strict_resume: true },
      context: { active: this.#active } as never,
      control: this.#control,
      durability: 'sync' as const,
      signal: this.#signal,
      // Baton's own limits end a run; this one only has to be out of their way.
      recursionLimit: 1_000_000,
    };
  }

  async #start(): Promise<true> {
    const { run, thread, graph, version, input, store } = this.#options;
    const before = await store.thread(run);
    const state = { ...initialState(graph), ...before?.state };
    const inputMessage: Message = { id: this.#active.nextId(), role: 'user', text: input };
    this.#active.begin(state);
    this.#active.remember('start', inputMessage);
    this.#active.hold('start', { type: 'run.started', graph: graph.id, version, thread, input, inputMessage, state });
    const node = startNode(graph, before);
    const context = firstPackage(node, this.#active, inputMessage, state);
    const first_packet = newPacket({ node, visit: 1, context });
    await this.#active.commit({});
    return this.#begin(first_packet, state, before);
  }

  async #begin(first_packet: Packet, state_values: JsonObject, before: ThreadState | undefined): Promise<true> {
    await this.#app.invoke(
      { first_packet, state_values, node_views: before?.views ?? {}, active_node: before?.active ?? null },
      this.#config,
    );
    return true;
  }

  /** @returns false when there is nothing to do: the run has ended, or the person it waits for has not answered. */
  async #resume(): Promise<boolean> {
    const view = reduceAll(this.#log);
    if (isOver(view.status)) return false;
    // Also a run that only waits can be cancelled.
    this.#signal.throwIfAborted();
    const snapshot = await this.#app.getState(this.#config);
    if (!snapshot.config.configurable?.['checkpoint_id']) return this.#startAgain(view);
    const values = snapshot.values as RunState;
    this.#remember(await this.#saver.getTuple(this.#config), values);
    const interrupts = interruptedBy(snapshot.tasks);
    for (const { ask } of interrupts) this.#waited(view, ask);
    const ready =
      readyOf(this.#active, values.waiting_packets, values.run_fans).length > 0 ||
      interrupts.some(({ ask, turn }) => this.#active.replies.to(ask, turn));
    const rests = view.status === 'paused' && view.why !== 'shutdown';
    if (!ready && rests) return false;
    const atWork = snapshot.tasks.length > 0;
    if (!ready && !atWork) return true;
    await this.#active.emit({ type: 'run.resumed', why: view.status === 'paused' ? (view.why ?? 'human') : 'crash' });
    if (atWork) await this.#app.invoke(null, this.#config);
    else await this.#send(values);
    return true;
  }

  /** What the process before has given away is not given again; and who waits has begun long before. */
  #remember(saved: Awaited<ReturnType<BatonSaver['getTuple']>>, values: RunState): void {
    for (const { node, visit } of sentPackets(saved)) if (visit > 0) this.#active.ledger.give(node, visit);
    for (const fan of cameBackIn(saved)) {
      const caller = values.run_consultations[fan]?.caller;
      if (caller) this.#active.ledger.claim(caller.node, fan, 'a step before', caller.visit);
    }
    const woken = wokenIn(saved);
    for (const ask of woken) this.#active.take(ask);
    for (const [ask, { packet }] of waitingIn(values)) if (!woken.includes(ask)) this.#active.wait(ask, packet);
  }

  #waited({ asks }: RunView, ask: string): void {
    const asked = asks.find((one) => one.ask === ask);
    if (asked) this.#active.waited(asked.node, asked.visit);
  }

  /** Sends what has waited and need not any more. @returns whether there was anything. */
  async #send({ waiting_packets, run_fans }: RunState): Promise<boolean> {
    const { packets, update } = wake(this.#active, waiting_packets, run_fans);
    if (packets.length === 0) return false;
    // LangGraph's types know no names of nodes that come from a document.
    await this.#app.invoke(commandOf(this.#active, { waiting_packets: update }, packets) as never, this.#config);
    return true;
  }

  /** The log has a beginning and LangGraph has none: the process ended between the two. */
  async #startAgain(view: RunView): Promise<true> {
    const { graph, store, run } = this.#options;
    const before = await store.thread(run);
    const inputMessage = Object.values(view.messages)[0];
    if (!inputMessage) throw new Error(`the log of run ${run} has no input`);
    const node = startNode(graph, before);
    await this.#active.emit({ type: 'run.resumed', why: 'crash' });
    const context = firstPackage(node, this.#active, inputMessage, view.state);
    const first_packet = newPacket({ node, visit: 1, context });
    return this.#begin(first_packet, view.state, before);
  }

  /**
   * LangGraph has stopped without an error: everything is done, or somebody is being waited for.
   * @returns true when it goes on: answers have come while other branches were at work.
   */
  async #settle(): Promise<boolean> {
    const snapshot = await this.#app.getState(this.#config);
    if (this.#control.drainRequested && snapshot.next.length > 0) return this.#pause('shutdown');
    const values = snapshot.values as RunState;
    const waiting = waitingIn(values);
    if (waiting.length > 0) {
      await this.#active.hear();
      const goesOn = !this.#control.drainRequested && (await this.#send(values));
      return goesOn || this.#pause(await this.#whatFor(waiting.map(([ask]) => ask)));
    }
    await this.#active.commit({
      events: [{ type: 'run.finished', ...this.#ending(outputOf(values)) }],
      thread: threadState(values),
    });
    return false;
  }

  async #whatFor(asks: readonly string[]): Promise<PauseReason> {
    const { run, store } = this.#options;
    return whatFor(reduceAll(await store.events(run)), asks);
  }

  async #pause(why: PauseReason): Promise<false> {
    await this.#active.commit({ events: [{ type: 'run.paused', why }] });
    return false;
  }

  async #stopped(error: unknown): Promise<void> {
    if (error instanceof GraphDrained) return void (await this.#pause('shutdown'));
    if (this.#signal.reason instanceof Halted) return this.#active.giveUp({ type: 'run.paused', why: 'shutdown' });
    const values = (await this.#app.getState(this.#config)).values as Partial<RunState>;
    const ending = this.#ending(outputOf(values));
    const event: StoredDraft = this.#options.signal?.aborted
      ? { type: 'run.cancelled', ...ending }
      : {
          type: 'run.failed',
          ...ending,
          error: failureOf(this.#signal.aborted ? this.#signal.reason : error, this.#active),
        };
    // A run that ended before its first checkpoint leaves the thread as it found it.
    await this.#active.commit({ events: [event], ...(values.state_values ? { thread: threadState(values) } : {}) });
  }

  #ending(output: Json): EventFields['run.finished'] {
    const { ledger } = this.#active;
    const { route, tokens, costUsd, startedAt } = ledger;
    return { output, route: [...route], tokens: { ...tokens }, costUsd, ms: Math.max(0, Date.now() - startedAt) };
  }
}
