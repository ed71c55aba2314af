/** What is selected, by id. Canvas, inspector, keyboard and problem list all read and write this one place. */
import { type Graph, handoffsOf, newNames, nodesOf, notesOf } from '@baton/shared/graph';
import { create } from 'zustand';

export interface Selected {
  nodes: readonly string[];
  handoffs: readonly string[];
  notes: readonly string[];
}

interface SelectionStore extends Selected {
  /** Selects exactly this. */
  select: (what: Partial<Selected>) => void;
  /** Selects it from where it is not drawn: from a list, a form or a text. The canvas brings it into sight. */
  goTo: (what: Partial<Selected>) => void;
  /** How often something was gone to. */
  gone: number;
  /** Goes up when something else is selected, and not when what is selected gets another id. */
  chosen: number;
  /** Lets go of what this graph does not have: undo and the JSON view take things away that are selected. What has another id stays. */
  keepIn: (graph: Graph, before?: Graph) => void;
  clear: () => void;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const known = (ids: readonly string[], entries: readonly { id: string }[]): readonly string[] =>
  ids.filter((id) => entries.some((entry) => entry.id === id));

type Entries = readonly { id: string }[];

/** @returns the ids themselves where none of them is another one now. */
function named(ids: readonly string[], before: Entries, after: Entries): readonly string[] {
  const names = newNames(before, after);
  return ids.some((id) => names.has(id)) ? ids.map((id) => names.get(id) ?? id) : ids;
}

const nothing: Selected = { nodes: [], handoffs: [], notes: [] };

export const useSelection = create<SelectionStore>((set, get) => ({
  ...nothing,
  select: (what) =>
    set((now) => {
      const next = { ...nothing, ...what };
      const unchanged = same(now.nodes, next.nodes) && same(now.handoffs, next.handoffs) && same(now.notes, next.notes);
      return unchanged ? now : { ...next, chosen: now.chosen + 1 };
    }),
  gone: 0,
  chosen: 0,
  goTo: (what) => {
    get().select(what);
    set(({ gone }) => ({ gone: gone + 1 }));
  },
  keepIn: (graph, before = graph) => {
    const now = get();
    const nodes = named(now.nodes, nodesOf(before), nodesOf(graph));
    const handoffs = named(now.handoffs, handoffsOf(before), handoffsOf(graph));
    const { notes, select } = now;
    if (nodes !== now.nodes || handoffs !== now.handoffs) set({ nodes, handoffs });
    select({
      nodes: known(nodes, nodesOf(graph)),
      handoffs: known(handoffs, handoffsOf(graph)),
      notes: known(notes, notesOf(graph)),
    });
  },
  clear: () => get().select(nothing),
}));
