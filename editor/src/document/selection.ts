/** What is selected, by id. Canvas, inspector, keyboard and problem list all read and write this one place. */
import { create } from 'zustand';

export interface Selected {
  nodes: readonly string[];
  handoffs: readonly string[];
}

interface SelectionStore extends Selected {
  /** Selects exactly this. */
  select: (what: { nodes?: readonly string[]; handoffs?: readonly string[] }) => void;
  clear: () => void;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

export const useSelection = create<SelectionStore>((set) => ({
  nodes: [],
  handoffs: [],
  select: ({ nodes = [], handoffs = [] }) =>
    set((now) => (same(now.nodes, nodes) && same(now.handoffs, handoffs) ? now : { nodes, handoffs })),
  clear: () => set((now) => (now.nodes.length + now.handoffs.length === 0 ? now : { nodes: [], handoffs: [] })),
}));
