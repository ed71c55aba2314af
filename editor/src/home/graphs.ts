/** The stored graphs as the home screen shows them, and what can be done with them there. */
import type { GraphSummary } from '@baton/shared/api';
import { freeId, type Graph } from '@baton/shared/graph';
import { create } from 'zustand';
import { createGraph, deleteGraph, listGraphs, readGraph, saveGraph } from '../api/graphs.ts';
import { ApiError, sentence, waitingSentence } from '../api/request.ts';
import { toast } from '../ui/toast.ts';
import { named } from './named.ts';

interface GraphsStore {
  /** Undefined until they were read for the first time. */
  graphs: readonly GraphSummary[] | undefined;
  error: string | undefined;
  /** Taken off the screen, and off the server when it can no longer be taken back. */
  leaving: ReadonlySet<string>;
  load: (signal?: AbortSignal) => Promise<void>;
  /** Whether there is a graph of this id that is not about to go. */
  has: (id: string) => Promise<boolean>;
  /** Stores a document under a free id. @returns that id. */
  add: (graph: Graph) => Promise<string>;
  /** Stores a copy beside it, under a name and an id of its own. @returns that id. */
  addCopy: (graph: Graph) => Promise<string>;
  duplicate: (id: string, name: string) => Promise<void>;
  rename: (id: string, name: string) => Promise<void>;
  remove: (graph: GraphSummary) => void;
}

export const useGraphs = create<GraphsStore>((set, get) => {
  const leave = (id: string, leaves: boolean): void => {
    const leaving = new Set(get().leaving);
    if (leaves) leaving.add(id);
    else leaving.delete(id);
    set({ leaving });
  };

  async function forGood(id: string): Promise<void> {
    try {
      await deleteGraph(id);
      set({ graphs: get().graphs?.filter((graph) => graph.id !== id) });
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404))
        toast({ text: `Not deleted. ${sentence(error)}`, tone: 'bad' });
    } finally {
      leave(id, false);
    }
  }

  return {
    graphs: undefined,
    error: undefined,
    leaving: new Set(),

    async load(signal) {
      try {
        set({ graphs: await listGraphs(signal), error: undefined });
      } catch (error) {
        if (!signal?.aborted) set({ error: waitingSentence(error) });
      }
    },

    async has(id) {
      return !get().leaving.has(id) && (await listGraphs()).some((graph) => graph.id === id);
    },

    async add(graph) {
      const taken = (await listGraphs()).map(({ id }) => id);
      const id = freeId(graph.id, taken);
      await createGraph(id === graph.id ? graph : { ...graph, id });
      return id;
    },

    addCopy: (graph) => get().add(named(graph, `${graph.name ?? graph.id} copy`)),

    async duplicate(id, name) {
      const { graph } = await readGraph(id);
      await get().add(named(graph, name));
      await get().load();
    },

    async rename(id, name) {
      const { graph, revision } = await readGraph(id);
      await saveGraph({ ...graph, name }, revision);
      await get().load();
    },

    remove({ id, name }) {
      leave(id, true);
      toast({
        text: `${name} was deleted.`,
        action: { label: 'Undo', run: () => leave(id, false) },
        onLapse: () => void forGood(id),
      });
    },
  };
});
