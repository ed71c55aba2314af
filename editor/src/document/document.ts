/**
 * The graph being edited. Every change, whoever makes it, is one `edit`: a new immutable document that shares what it
 * did not touch. Undo, autosave and the checks follow from that by themselves.
 */
import type { Graph, Problem } from '@baton/shared/graph';
import { create } from 'zustand';
import { createGraph, readGraph } from '../api/graphs.ts';
import { ApiError, waitingSentence } from '../api/request.ts';
import { mayNow } from '../api/useSession.ts';
import { type Conflict, createAutosave, type SaveStatus } from './autosave.ts';
import { createChecking } from './checking.ts';
import { type Draft, dropDraft, dropStray, strayDrafts, takeDraft } from './draft.ts';
import { type EditOptions, emptyHistory, type History, record, stepBack, stepForward } from './history.ts';
import { tellMissing } from './rights.ts';
import { useSelection } from './selection.ts';
import { claimTab } from './tab.ts';

export interface DocumentStore {
  graph: Graph | undefined;
  /** The server's revision that the document is based on. */
  revision: string;
  saveStatus: SaveStatus;
  /** What there is to say about the status, as a sentence. */
  saveNote: string | undefined;
  conflict: Conflict | undefined;
  /** What the checks found, of the document as it was a moment ago. */
  problems: readonly Problem[];
  history: History;
  /** Why the graph could not be opened. */
  openError: { status: number; message: string } | undefined;
  open: (id: string) => Promise<void>;
  close: () => void;
  /** @param label what the edit does, in words: it is what undo offers to take back. */
  edit: (label: string, change: (graph: Graph) => Graph, options?: EditOptions) => void;
  undo: () => void;
  redo: () => void;
  /** Saves now. @returns whether the server has the document as it stands. */
  save: () => Promise<boolean>;
  /**
   * Takes what was saved elsewhere meanwhile, unless something here is unsaved: then saving it shows the conflict. Undo
   * brings back what was shown. @returns whether it is another document now.
   */
  refresh: () => Promise<boolean>;
  /**
   * Settles a conflict: writes this document over the other, or takes the other (which undo takes back). Where that was
   * deleted, this one goes too.
   */
  settle: (choice: 'mine' | 'theirs') => Promise<void>;
}

const closed = {
  graph: undefined,
  revision: '',
  saveStatus: 'saved',
  saveNote: undefined,
  conflict: undefined,
  problems: [],
  history: emptyHistory,
  openError: undefined,
} as const satisfies Partial<DocumentStore>;

export const useDocument = create<DocumentStore>((set, get) => {
  const checking = createChecking((problems) => set({ problems }));

  const autosave = createAutosave({
    graph: () => get().graph,
    revision: () => get().revision,
    status: (saveStatus, saveNote) => set({ saveStatus, saveNote }),
    conflict: (conflict) => set({ conflict }),
    refused: (problems) => checking.refused(problems),
    stored(graph, revision) {
      set({ revision });
      checking.onServer(graph);
    },
  });

  /** The one door by which the document changes. */
  function become(graph: Graph, history: History): void {
    const before = get().graph;
    set({ graph, history });
    useSelection.getState().keepIn(graph, before);
    checking.changed(graph);
    autosave.changed();
  }

  /** Shows the server's document, or newer work that this browser still holds. */
  function begin(graph: Graph, revision: string, draft: Draft | undefined): void {
    set({ ...closed, graph, revision });
    autosave.start(graph);
    checking.opened(graph);
    if (!draft) return;
    if (JSON.stringify(draft.graph) === JSON.stringify(graph)) return dropDraft(graph.id);
    set({ revision: draft.revision });
    become(draft.graph, record(emptyHistory, 'Unsaved work', graph, {}, Date.now()));
  }

  /** What a closed tab left of this graph and nobody has seen since is the other side of a choice. */
  async function showStray(): Promise<void> {
    for (const { key, draft } of opening === undefined ? [] : await strayDrafts(opening)) {
      const { graph, conflict } = get();
      if (conflict || graph?.id !== draft.graph.id) return;
      if (JSON.stringify(draft.graph) !== JSON.stringify(graph)) {
        return set({ conflict: { theirs: draft.graph, revision: draft.revision, stray: key } });
      }
      dropStray(key);
    }
  }

  function letGo(id: string): void {
    opening = undefined;
    autosave.stop();
    checking.stop();
    dropDraft(id);
    useSelection.getState().clear();
    set(closed);
  }

  return {
    ...closed,

    async open(id) {
      get().close();
      opening = id;
      const local = claimTab().then(() => takeDraft(id));
      try {
        const { graph, revision } = await readGraph(id);
        const draft = await local;
        if (opening !== id) return;
        begin(graph, revision, draft);
        await showStray();
      } catch (error) {
        const draft = await local;
        if (opening !== id) return;
        const status = error instanceof ApiError ? error.status : 0;
        if (!draft || status === 404) return set({ openError: { status, message: waitingSentence(error) } });
        set({ ...closed, graph: draft.graph, revision: draft.revision });
        checking.changed(draft.graph);
        autosave.changed();
      }
    },

    close() {
      opening = undefined;
      void autosave.flush();
      autosave.stop();
      checking.stop();
      useSelection.getState().clear();
      set(closed);
    },

    edit(label, change, options = {}) {
      const { graph, history } = get();
      if (!graph) return;
      if (!mayNow('edit')) return tellMissing('edit');
      const next = change(graph);
      if (next !== graph) become(next, record(history, label, graph, options, Date.now()));
    },

    undo() {
      const { graph, history } = get();
      const step = graph && stepBack(history, graph);
      if (step) become(step.graph, step.history);
    },

    redo() {
      const { graph, history } = get();
      const step = graph && stepForward(history, graph);
      if (step) become(step.graph, step.history);
    },

    save: () => autosave.flush(),

    async refresh() {
      const { graph, saveStatus } = get();
      if (!graph || saveStatus !== 'saved') return false;
      const stored = await readGraph(graph.id).catch(() => undefined);
      const now = get();
      if (!stored || now.graph !== graph || now.saveStatus !== 'saved' || now.revision === stored.revision)
        return false;
      set({ revision: stored.revision });
      autosave.start(stored.graph);
      if (JSON.stringify(stored.graph) === JSON.stringify(graph)) return false;
      become(stored.graph, record(now.history, 'Change made elsewhere', graph, {}, Date.now()));
      return true;
    },

    async settle(choice) {
      const { conflict, graph } = get();
      if (!conflict || !graph) return;
      const { theirs, stray } = conflict;
      if (!theirs && choice === 'theirs') return letGo(graph.id);
      if (stray !== undefined) {
        set({ conflict: undefined });
        dropStray(stray);
        if (theirs && choice === 'theirs') get().edit('Take the other version', () => theirs);
        return showStray();
      }
      const base = theirs ? { graph: theirs, revision: conflict.revision } : await createGraph(graph);
      set({ revision: base.revision, conflict: undefined });
      autosave.start(base.graph);
      if (theirs && choice === 'theirs') get().edit('Take the other version', () => theirs);
      else {
        autosave.changed();
        await autosave.flush();
      }
      await showStray();
    },
  };
});

/** The graph that was last asked for: an answer that comes late for another one is dropped. */
let opening: string | undefined;
