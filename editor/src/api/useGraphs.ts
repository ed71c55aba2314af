/** The stored graphs by id and name, for forms that pick one. */
import { create } from 'zustand';
import { listGraphs } from './graphs.ts';

interface GraphsStore {
  /** Undefined until they were read, or while the server does not answer. */
  graphs: readonly { id: string; name: string }[] | undefined;
  load: () => Promise<void>;
}

export const useGraphs = create<GraphsStore>((set) => ({
  graphs: undefined,
  async load() {
    try {
      const graphs = await listGraphs();
      set({ graphs: graphs.map(({ id, name }) => ({ id, name: name || id })) });
    } catch {
      // The form then takes an id as text.
      set({ graphs: undefined });
    }
  },
}));
