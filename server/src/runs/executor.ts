/**
 * Works on runs: takes what is due from the queue, up to a bound, holds its lease while the runtime is at work, and
 * tells the hub what comes out. It keeps nothing that the store could not tell it again.
 */
import { LeaseLost, type execute, type Models, type ToolServices } from '@baton/runtime';
import { reduceAll, type StoredEvent } from '@baton/shared/events';
import { words, type Log } from '../log.ts';
import { storeCode } from '../store/patient.ts';
import type { Job, Store } from '../store/store.ts';
import type { Observer, Watched } from '../observe/observer.ts';
import type { Hub } from './hub.ts';
import { isDead, newOwner } from './owner.ts';

export interface ExecutorOptions {
  store: Store;
  hub: Hub;
  execute: typeof execute;
  /** Asked for every run, so that a changed setting counts from the next run on. */
  models: () => Promise<Models>;
  tools: ToolServices;
  log: Log;
  /** Told of every event once it is stored. */
  observers?: readonly Observer[];
  /** How many runs are worked on at once; the rest wait. */
  concurrency?: number;
  /** How long after its last sign of life a process is taken for dead. */
  leaseMs?: number;
}

/**
 * A run that has ended as many processes without coming any further is not given to another one. The queue makes it wait
 * longer after each, so that it takes minutes to get there: one that was only near is through by then.
 */
const mostDeaths = 10;

/** How long a run may take to write that it pauses. */
const haltMs = 1000;

/** A timer cannot be set further ahead; it is then set anew. */
const longestTimer = 2 ** 31 - 1;

interface Work {
  cancel: AbortController;
  done: Promise<void>;
}

export class Executor {
  readonly #options: ExecutorOptions;
  readonly #concurrency: number;
  readonly #leaseMs: number;
  readonly #owner = newOwner();
  readonly #works = new Map<string, Work>();
  readonly #drain = new AbortController();
  readonly #halt = new AbortController();
  #filling: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #alarm: NodeJS.Timeout | undefined;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#concurrency = options.concurrency ?? 32;
    this.#leaseMs = options.leaseMs ?? 15_000;
  }

  /** Goes on with what a process left behind that is gone, and begins to work. */
  async start(): Promise<void> {
    const { queue } = this.#options.store;
    for (const owner of await queue.owners()) if (isDead(owner)) await queue.forget(owner);
    this.#timer = setInterval(() => void this.#tick(), this.#leaseMs / 3).unref();
    this.wake();
  }

  /** How many runs are worked on. */
  get working(): number {
    return this.#works.size;
  }

  /** Something may be due. */
  wake(): void {
    this.#filling = this.#filling
      .then(() => this.#fill())
      .catch((error: unknown) => this.#warn('no run could be taken up', error));
  }

  /** @returns false when the run is over or unknown. */
  async cancel(run: string): Promise<boolean> {
    if (!(await this.#options.store.queue.requestCancel(run))) return false;
    const work = this.#works.get(run);
    if (work) work.cancel.abort();
    else if (!this.#drain.signal.aborted) await this.#take(run);
    return true;
  }

  /**
   * Takes up nothing more and lets every run come to its next step boundary.
   * @returns how many had not got there in time; they pause where they are and begin that step again after the next start.
   */
  async stop(graceMs: number): Promise<number> {
    this.#drain.abort();
    await this.#filling;
    await this.#rest(graceMs);
    const late = this.#works.size;
    this.#halt.abort();
    await this.#rest(haltMs);
    clearInterval(this.#timer);
    clearTimeout(this.#alarm);
    return late;
  }

  /** Waits until nothing is worked on, and at most so long. */
  async #rest(ms: number): Promise<void> {
    const all = Promise.all([...this.#works.values()].map((work) => work.done));
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([all, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
    clearTimeout(timer);
  }

  async #fill(): Promise<void> {
    while (!this.#drain.signal.aborted && this.#works.size < this.#concurrency) {
      const looked = Date.now();
      if (!(await this.#take())) return this.#setAlarm(looked);
    }
  }

  /** Sleeps until the time of the first person who is waited for is over. */
  async #setAlarm(looked: number): Promise<void> {
    const due = await this.#options.store.queue.nextDue(looked);
    clearTimeout(this.#alarm);
    if (due === undefined || this.#drain.signal.aborted) return;
    const ms = Math.min(Math.max(0, due - Date.now()), longestTimer);
    this.#alarm = setTimeout(() => this.wake(), ms).unref();
  }

  /** @param run the one to take, also out of turn. */
  async #take(run?: string): Promise<boolean> {
    const claim = { owner: this.#owner, leaseMs: this.#leaseMs, ...(run === undefined ? {} : { run }) };
    const job = await this.#options.store.queue.claim(claim);
    if (!job) return false;
    const cancel = new AbortController();
    if (job.cancel) cancel.abort();
    this.#works.set(job.lease.run, { cancel, done: this.#work(job, cancel.signal) });
    return true;
  }

  async #work(job: Job, signal: AbortSignal): Promise<void> {
    const { lease, record, graph, pins, deaths } = job;
    const { store, hub } = this.#options;
    const { run, thread, version, input, model } = record;
    let seq = record.seq;
    let again = false;
    try {
      if (deaths >= mostDeaths) return await this.#giveUp(job);
      const models = await this.#options.models();
      const leased = store.leased(lease);
      const events = this.#options.execute({
        run,
        thread,
        graph,
        graphs: Object.fromEntries(pins),
        version,
        input,
        model,
        store: leased,
        models,
        tools: this.#options.tools,
        signal,
        drain: this.#drain.signal,
        halt: this.#halt.signal,
      });
      for await (const event of events) {
        if (event.type === 'model.delta') hub.delta(run, event, seq);
        else {
          seq = event.seq;
          again = event.type === 'run.paused' && event.why === 'shutdown';
          hub.stored(run, event);
          this.#tell(job, event);
        }
      }
      await store.queue.release(lease, again);
    } catch (error) {
      await this.#broken(job, error);
    } finally {
      this.#works.delete(run);
      for (const observer of this.#options.observers ?? []) observer.left?.(run);
      this.wake();
    }
  }

  /** The runtime says itself what goes wrong in a run. What comes here is a lost lease, a store that fails, or a bug. */
  async #broken(job: Job, error: unknown): Promise<void> {
    const { lease } = job;
    if (error instanceof LeaseLost) return this.#warn(error.message, undefined, lease.run);
    this.#warn('a run broke off', error, lease.run);
    // The store may be back when the lease ends; the run is then taken up again from its checkpoint.
    if (storeCode(error) !== undefined) return;
    try {
      await this.#fail(job, `Baton could not go on with this run: ${words(error)}`);
    } catch (again) {
      this.#warn('a broken run could not be ended', again, lease.run);
    }
  }

  /** Whatever ends the process at this place of the run would end the next one too. */
  async #giveUp(job: Job): Promise<void> {
    const { lease, deaths } = job;
    this.#warn('a run is given up: each process that worked on it has ended', undefined, lease.run);
    const where = `${deaths} times in a row Baton's process ended while it worked on this run, each time in the same step`;
    await this.#fail(job, `${where}. It is not tried again, so that other runs go on; the server's log may say why.`);
  }

  async #fail(job: Job, message: string): Promise<void> {
    const { lease } = job;
    const { store, hub } = this.#options;
    const { route, tokens, costUsd, startedAt } = reduceAll(await store.log.events(lease.run));
    const ms = startedAt ? Date.now() - Date.parse(startedAt) : 0;
    const ending = { output: null, route, tokens, costUsd, ms, error: { kind: 'model' as const, message } };
    const events = await store.leased(lease).write(lease.run, { events: [{ type: 'run.failed', ...ending }] });
    for (const event of events) {
      hub.stored(lease.run, event);
      this.#tell(job, event);
    }
    await store.queue.release(lease, false);
  }

  #tell(watched: Watched, event: StoredEvent): void {
    for (const observer of this.#options.observers ?? []) observer.observe(watched, event);
  }

  /** Shows that this process is alive, ends what others asked to be ended, and looks for what others left behind. */
  async #tick(): Promise<void> {
    try {
      const works = [...this.#works];
      const runs = works.map(([run]) => run);
      const renewed = await this.#options.store.queue.renew(this.#owner, runs, this.#leaseMs);
      const held = new Map(renewed.map(({ run, cancel }) => [run, cancel]));
      // One that is not held any more ends too: whatever it still writes is refused.
      for (const [run, work] of works) if (held.get(run) !== false) work.cancel.abort();
      this.wake();
    } catch (error) {
      this.#warn('the leases could not be renewed', error);
    }
  }

  #warn(message: string, error: unknown, run?: string): void {
    this.#options.log('warn', message, { run, error: error === undefined ? undefined : words(error) });
  }
}
