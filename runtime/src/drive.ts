/** How LangGraph is driven: started, or gone on with from its last checkpoint, until the run has ended or waits. */
import { Command, GraphDrained, type RunControl } from '@langchain/langgraph';
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
import { failureOf, outputOf, threadState, whatFor } from './ending.ts';
import { newPacket } from './handoffs/hand-over.ts';
import type { RunOptions } from './options.ts';
import type { Packet } from './packet.ts';
import { askOf, repliesTo, sentPackets, standingOf, type Standing } from './resume.ts';
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
    for (const { node, visit } of sentPackets(await this.#saver.getTuple(this.#config)))
      if (visit > 0) this.#active.ledger.give(node, visit);
    const { pending, cutOff } = await this.#standing(snapshot, view);
    const resume = repliesTo(view, pending);
    const answered = Object.keys(resume).length > 0;
    if (pending.length > 0 && !answered && !cutOff) return view.status !== 'paused' || view.why === 'shutdown';
    await this.#active.emit({ type: 'run.resumed', why: view.status === 'paused' ? (view.why ?? 'human') : 'crash' });
    await this.#app.invoke(answered ? new Command({ resume }) : null, this.#config);
    return true;
  }

  /** Who waits has begun long before: it is not told as started anew. */
  async #standing(snapshot: Parameters<typeof standingOf>[0], view: RunView): Promise<Standing> {
    const standing = await standingOf(snapshot, this.#options.store, this.#options.run);
    for (const one of standing.pending) {
      const asked = askOf(view, one);
      if (asked) this.#active.waited(asked.node, asked.visit);
    }
    return standing;
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
    const { store, run } = this.#options;
    const view = snapshot.tasks.length > 0 ? reduceAll(await store.events(run)) : undefined;
    const { pending } = view ? await this.#standing(snapshot, view) : { pending: [] };
    if (this.#control.drainRequested && snapshot.next.length > 0 && pending.length === 0)
      return this.#pause('shutdown');
    if (view && pending.length > 0) {
      const resume = this.#control.drainRequested ? {} : repliesTo(view, pending);
      if (Object.keys(resume).length === 0) return this.#pause(whatFor(view, pending));
      await this.#app.invoke(new Command({ resume }), this.#config);
      return true;
    }
    const values = snapshot.values as RunState;
    await this.#active.commit({
      events: [{ type: 'run.finished', ...this.#ending(outputOf(values)) }],
      thread: threadState(values),
    });
    return false;
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
