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
  /** How often something else was selected. What only gets another id stays the same thing. */
  turned: number;
  /**
   * Lets go of what this graph does not have: undo and the JSON view take things away that are selected. A thing that
   * got another id, which undo gives too, is followed.
   */
  keepIn: (graph: Graph, before: Graph | undefined) => void;
  clear: () => void;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const alike = (a: Selected, b: Selected): boolean =>
  same(a.nodes, b.nodes) && same(a.handoffs, b.handoffs) && same(a.notes, b.notes);

const sizeOf = ({ nodes, handoffs, notes }: Selected): number => nodes.length + handoffs.length + notes.length;

type Entries = readonly { id: string }[];

/** What of it this list has: under its id, or under the one that it has got. */
function kept(ids: readonly string[], now: Entries, before: Entries): readonly string[] {
  const names = newNames(before, now);
  return ids.flatMap((id) => (now.some((entry) => entry.id === id) ? [id] : (names.get(id) ?? [])));
}

const nothing: Selected = { nodes: [], handoffs: [], notes: [] };

export const useSelection = create<SelectionStore>((set, get) => ({
  ...nothing,
  select: (what) =>
    set((now) => {
      const next = { ...nothing, ...what };
      return alike(now, next) ? now : { ...next, turned: now.turned + 1 };
    }),
  gone: 0,
  turned: 0,
  goTo: (what) => {
    get().select(what);
    set(({ gone }) => ({ gone: gone + 1 }));
  },
  keepIn: (graph, before) => {
    const now = get();
    const next: Selected = {
      nodes: kept(now.nodes, nodesOf(graph), nodesOf(before ?? graph)),
      handoffs: kept(now.handoffs, handoffsOf(graph), handoffsOf(before ?? graph)),
      notes: kept(now.notes, notesOf(graph), notesOf(before ?? graph)),
    };
    if (sizeOf(next) < sizeOf(now)) now.select(next);
    else if (!alike(now, next)) set(next);
  },
  clear: () => get().select(nothing),
}));
