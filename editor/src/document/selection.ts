/** What is selected, by id. Canvas, inspector, keyboard and problem list all read and write this one place. */
import { create } from 'zustand';

export interface Selected {
  nodes: readonly string[];
  handoffs: readonly string[];
  notes: readonly string[];
}

interface SelectionStore extends Selected {
  /** Selects exactly this. */
  select: (what: Partial<Selected>) => void;
  clear: () => void;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const nothing: Selected = { nodes: [], handoffs: [], notes: [] };

export const useSelection = create<SelectionStore>((set) => ({
  ...nothing,
  select: (what) =>
    set((now) => {
      const next = { ...nothing, ...what };
      const unchanged = same(now.nodes, next.nodes) && same(now.handoffs, next.handoffs) && same(now.notes, next.notes);
      return unchanged ? now : next;
    }),
  clear: () => set((now) => (now.nodes.length + now.handoffs.length + now.notes.length === 0 ? now : nothing)),
}));
