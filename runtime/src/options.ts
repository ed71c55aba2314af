/** What a run is started with, and gone on with. */
import type { Graph } from '@baton/shared/graph';
import type { Models } from './models/model.ts';
import type { Graphs } from './places.ts';
import type { RunStore } from './store/store.ts';
import type { ToolServices } from './tools/services.ts';

export interface RunOptions {
  run: string;
  thread: string;
  graph: Graph;
  /** The other graphs that it can reach, by the name under which nodes and tools ask for them: `id`, or `id@version`. */
  graphs?: Graphs | undefined;
  version: number | string;
  /** The user's message. */
  input: string;
  /** Used in place of every node's model. */
  model?: string | undefined;
  store: RunStore;
  models: Models;
  /** What tools need from outside of the graph; without it, tools that need something say that it is missing. */
  tools?: ToolServices | undefined;
  /** Aborting it cancels the run. */
  signal?: AbortSignal | undefined;
  /** Aborting it pauses the run at the next step boundary, so that another process can go on with it. */
  drain?: AbortSignal | undefined;
  /** Aborting it pauses the run at once: the steps at work are given up, and begin again when another process goes on. */
  halt?: AbortSignal | undefined;
}
