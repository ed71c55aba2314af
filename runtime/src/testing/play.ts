/** Runs a graph to its end or to its next question, for tests: the real runtime over a store in memory. */
import { reduceAll, type EventType, type RunEvent, type RunView, type StoredEvent } from '@baton/shared/events';
import type { Graph, Json } from '@baton/shared/graph';
import { answerTo } from '../people/answers.ts';
import { newRunId, newThreadId } from '../ids.ts';
import { MemoryStore } from '../store/memory-store.ts';
import { createModels } from '../models/index.ts';
import type { Models } from '../models/model.ts';
import { execute } from '../run.ts';
import type { Graphs } from '../places.ts';
import type { ToolServices } from '../tools/services.ts';

export interface Played {
  run: string;
  thread: string;
  /** Everything that was yielded, live-only events included. */
  events: RunEvent[];
  log: StoredEvent[];
  view: RunView;
}

export interface Stage {
  graph: Graph;
  store?: MemoryStore;
  models?: Models;
  /** The graphs that it calls. */
  graphs?: Graphs;
  tools?: ToolServices;
  model?: string;
  signal?: AbortSignal;
  drain?: AbortSignal;
}

/** Starts a run; with `thread`, as the next turn of that conversation. */
export async function play(
  stage: Stage & { input: string; thread?: string },
): Promise<Played & { store: MemoryStore }> {
  const store = stage.store ?? new MemoryStore();
  const run = newRunId();
  const thread = stage.thread ?? newThreadId();
  store.place(run, thread);
  return { ...(await goOn({ ...stage, store, run, thread })), store };
}

/** Goes on with a run that paused or was cut off. */
export async function goOn(
  stage: Stage & { store: MemoryStore; run: string; thread: string; input?: string },
): Promise<Played> {
  const { run, thread, store, graph, graphs, model, tools, signal, drain, input = '' } = stage;
  const events: RunEvent[] = [];
  const models = stage.models ?? createModels();
  for await (const event of execute({
    run,
    thread,
    graph,
    graphs,
    version: 'draft',
    input,
    store,
    models,
    tools,
    model,
    signal,
    drain,
  }))
    events.push(event);
  const log = await store.events(run);
  return { run, thread, events, log, view: reduceAll(log) };
}

/** Answers the open question of a node, and goes on. */
export async function answer(
  stage: Stage & { store: MemoryStore; played: Played; node: string; answer: Json },
): Promise<Played> {
  const { store, played } = stage;
  const result = answerTo(played.view, { node: stage.node, answer: stage.answer, by: 'a test' });
  if (!result.ok) throw new Error(result.message);
  await store.write(played.run, { events: [result.event] });
  return goOn({ ...stage, run: played.run, thread: played.thread });
}

/** The events of one type. */
export function of<Type extends EventType>(
  events: readonly RunEvent[],
  type: Type,
): Extract<RunEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
}
