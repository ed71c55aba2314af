/** Plays a simulation: every turn of its thread to the end, with its people's answers, and with or without interruptions. */
import {
  emptyView,
  isOver,
  reduce,
  reduceAll,
  type AskView,
  type Message,
  type RunEvent,
  type RunView,
  type StoredEvent,
} from '@baton/shared/events';
import { isObject, type Json, type JsonObject } from '@baton/shared/graph';
import { answerTo } from '../../people/answers.ts';
import { MemoryStore } from '../../store/memory-store.ts';
import { execute } from '../../run.ts';
import type { ThreadState } from '../../store/store.ts';
import { round } from './round.ts';
import { mark } from './marks.ts';
import { mortal, ProcessEnded } from './mortal-store.ts';
import type { Answering, Interruption, Simulation } from './simulation.ts';
import { watchedModels, type SentRequest } from './watched-models.ts';

/** One run, with everything that can be seen of it. */
export interface Played {
  run: string;
  log: StoredEvent[];
  /** What a reader knows who saw every event as it came, those that are not stored among them. */
  live: RunView;
  requests: SentRequest[];
  /** Of the thread, after the run. */
  messages: Message[];
  thread: ThreadState | undefined;
  /** How often a process ended or was asked to. */
  interrupted: number;
}

/** More than any run takes, for one that never gets anywhere. */
const mostProcesses = 200;

export async function perform(simulation: Simulation, interruptions: readonly Interruption[] = []): Promise<Played[]> {
  const store = new MemoryStore();
  const played: Played[] = [];
  for (const [turn, input] of simulation.says.entries()) {
    const run = `r${turn + 1}`;
    store.place(run, 'thread');
    const one = new Performance(simulation, store, run, input);
    played.push(await one.play(interruptions));
    // A thread goes on only after a run that has ended.
    if (!isOver(one.live.status)) break;
  }
  return played;
}

class Performance {
  readonly #simulation: Simulation;
  readonly #store: MemoryStore;
  readonly #run: string;
  readonly #input: string;
  readonly #requests: SentRequest[] = [];
  live: RunView = emptyView();

  constructor(simulation: Simulation, store: MemoryStore, run: string, input: string) {
    this.#simulation = simulation;
    this.#store = store;
    this.#run = run;
    this.#input = input;
  }

  async play(interruptions: readonly Interruption[]): Promise<Played> {
    const queue = [...interruptions];
    let interrupted = 0;
    for (let process = 0; process < mostProcesses; process++) {
      const stopped = await this.#process(queue.shift());
      if (stopped) interrupted++;
      const log = await this.#store.events(this.#run);
      const view = reduceAll(log);
      if (isOver(view.status)) break;
      const waits = view.status === 'paused' && view.why !== 'shutdown';
      if (!(await this.#answer(view)) && waits && !stopped) break;
    }
    return {
      run: this.#run,
      log: await this.#store.events(this.#run),
      live: this.live,
      requests: this.#requests,
      messages: await this.#store.messages(this.#run),
      thread: await this.#store.thread(this.#run),
      interrupted,
    };
  }

  /** @returns whether the process was interrupted. */
  async #process(interruption: Interruption | undefined): Promise<boolean> {
    const store = mortal(this.#store, interruption?.by === 'crash' ? interruption.after : Infinity);
    const asked = { shutdown: new AbortController(), halt: new AbortController() };
    let events = 0;
    try {
      for await (const event of execute({
        run: this.#run,
        thread: 'thread',
        graph: this.#simulation.graph,
        graphs: this.#simulation.graphs,
        version: 'draft',
        input: this.#input,
        store,
        models: watchedModels((request) => this.#requests.push(request)),
        drain: asked.shutdown.signal,
        halt: asked.halt.signal,
      })) {
        this.#see(event);
        if (interruption && interruption.by !== 'crash' && ++events >= interruption.after)
          asked[interruption.by].abort();
      }
      return asked.shutdown.signal.aborted || asked.halt.signal.aborted;
    } catch (error) {
      if (error instanceof ProcessEnded || store.dead) return true;
      throw error;
    }
  }

  #see(event: RunEvent): void {
    this.live = reduce(this.live, event);
  }

  /** @returns whether somebody has answered. */
  async #answer(view: RunView): Promise<boolean> {
    const open = view.asks.filter((ask) => ask.open);
    for (const ask of this.#simulation.together ? open : open.slice(0, 1)) {
      if (this.#simulation.wrongFirst) this.#tryWrongAnswer(view, ask);
      const given = answerTo(view, { ask: ask.ask, answer: this.#answerOf(ask, view), by: 'somebody' });
      if (!given.ok) throw new Error(`an answer that fits was refused: ${given.message}`);
      for (const event of await this.#store.write(this.#run, { events: [given.event] })) this.#see(event);
    }
    return open.length > 0;
  }

  #tryWrongAnswer(view: RunView, { ask }: AskView): void {
    const given = answerTo(view, { ask, answer: { approved: 'maybe' }, by: 'somebody' });
    if (given.ok) throw new Error(`an answer that does not fit was taken for ${ask}`);
  }

  #answerOf({ ask, node, visit, answer, answers: before, handoff, context, schema }: AskView, view: RunView): Json {
    const nth = view.asks.filter((one) => one.node === node).findIndex((one) => one.ask === ask);
    const { approved, comment, edits, elsewhere } = round(this.#simulation.answers, nth) ?? plainYes;
    const words = mark(node, 'said', visit);
    const more = (key: string) => (comment ? { [key]: words } : {});
    if (answer === 'text') return words;
    if (answer === 'takeover') return takeoverWords(before.length, words, more('note'));
    if (handoff !== undefined && context) {
      const to = elsewhere === undefined ? undefined : round(targetsIn(schema), elsewhere);
      const edited = edits === 'brief' ? { brief: words } : { history: context.history.slice(-1) };
      return { approved, ...more('comment'), ...(to ? { to } : {}), ...(edits ? { context: edited } : {}) };
    }
    return answer === 'approval' ? { approved, ...more('comment') } : { ok: approved, ...more('note') };
  }
}

const plainYes: Answering = { approved: true, comment: false };

/** The nodes to which a person may send a handoff, as the question's schema lists them. */
function targetsIn({ properties }: JsonObject): Json[] {
  const to = isObject(properties) ? properties['to'] : undefined;
  return isObject(to) && Array.isArray(to['enum']) ? to['enum'] : [];
}

/** The person says something, then the user, then the person hands back. */
const takeoverWords = (said: number, words: string, note: { [key: string]: Json }): Json =>
  said === 0 ? { say: words } : said === 1 ? { user: words } : { done: true, ...note };
