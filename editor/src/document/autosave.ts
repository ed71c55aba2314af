/**
 * Keeps the server's copy up to date: the browser's storage at once, the server within a second, again and again while
 * it cannot be reached, and never over somebody else's work.
 */
import { type Graph, parseGraph, type Problem } from '@baton/shared/graph';
import { readGraph, saveGraph } from '../api/graphs.ts';
import { ApiError, waitingSentence } from '../api/request.ts';
import { dropDraft, keepDraft } from './draft.ts';

export type SaveStatus = 'saved' | 'saving' | 'unsaved' | 'offline' | 'conflict' | 'invalid';

/** Both sides of an edit that was also made elsewhere; `theirs` is undefined when it was deleted there. */
export interface Conflict {
  theirs: Graph | undefined;
  revision: string;
  /** Where `theirs` is unsaved work that a closed tab of this browser left: under which key it is kept. */
  stray?: string;
}

/** The document, as autosave sees it. */
export interface Saved {
  graph(): Graph | undefined;
  revision(): string;
  /** @param why a sentence for a person, where there is something to say. */
  status(status: SaveStatus, why?: string): void;
  stored(graph: Graph, revision: string): void;
  conflict(conflict: Conflict): void;
  refused(problems: Problem[]): void;
}

const saveAfterMs = 500;
const retryMs = [1000, 2000, 4000, 8000] as const;

export interface Autosave {
  /** The document is another one than before. */
  changed(): void;
  /** Saves now. @returns whether the server has the document as it stands. */
  flush(): Promise<boolean>;
  /** Takes `graph` as what the server has. */
  start(graph: Graph): void;
  stop(): void;
}

export function createAutosave(document: Saved): Autosave {
  let stored: Graph | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;
  let failures = 0;
  let blocked = false;

  const schedule = (ms: number): void => {
    timer ??= setTimeout(() => void send(), ms);
  };
  const unschedule = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  function send(): Promise<void> {
    unschedule();
    sending ??= put().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  async function put(): Promise<void> {
    const graph = document.graph();
    if (!graph || graph === stored || blocked) return;
    const parsed = parseGraph(graph);
    if (!parsed.ok) {
      document.refused(parsed.problems);
      return document.status('invalid', 'What is marked has to be mended before this can be saved.');
    }
    document.status('saving');
    try {
      const { revision } = await saveGraph(graph, document.revision());
      if (document.graph()?.id === graph.id) took(graph, revision);
      else dropDraft(graph.id, graph);
    } catch (error) {
      if (document.graph()?.id === graph.id) await failed(graph, error);
    }
  }

  function took(graph: Graph, revision: string): void {
    stored = graph;
    failures = 0;
    document.stored(graph, revision);
    const now = document.graph();
    if (now === graph) {
      dropDraft(graph.id);
      return document.status('saved');
    }
    if (now) keepDraft(now.id, { graph: now, revision });
    document.status('unsaved');
    schedule(saveAfterMs);
  }

  async function failed(graph: Graph, error: unknown): Promise<void> {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 412 || status === 404) return collided(graph);
    if (error instanceof ApiError && (status === 400 || status === 413 || status === 422)) {
      document.refused(
        error.errors.map(({ path, message }) => ({ severity: 'error', code: 'refused', path, message })),
      );
      return document.status('invalid', error.message);
    }
    document.status('offline', waitingSentence(error));
    schedule(retryMs[Math.min(failures++, retryMs.length - 1)] ?? 1000);
  }

  async function collided(graph: Graph): Promise<void> {
    try {
      const { graph: theirs, revision } = await readGraph(graph.id);
      if (JSON.stringify(theirs) === JSON.stringify(graph)) return took(graph, revision);
      meet({ theirs, revision });
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return meet({ theirs: undefined, revision: '' });
      document.status('offline', waitingSentence(error));
      schedule(retryMs[Math.min(failures++, retryMs.length - 1)] ?? 1000);
    }
  }

  function meet(conflict: Conflict): void {
    blocked = true;
    document.conflict(conflict);
    document.status('conflict', 'This graph was also changed elsewhere.');
  }

  return {
    changed() {
      const graph = document.graph();
      if (!graph) return;
      if (graph === stored && !sending) {
        unschedule();
        dropDraft(graph.id);
        return document.status('saved');
      }
      const kept = keepDraft(graph.id, { graph, revision: document.revision() });
      if (blocked) return;
      if (failures === 0)
        document.status('unsaved', kept ? undefined : 'This browser’s storage is full: only the server will have it.');
      schedule(saveAfterMs);
    },
    async flush() {
      failures = 0;
      unschedule();
      if (sending) await sending;
      await send();
      return document.graph() === stored;
    },
    start(graph) {
      unschedule();
      stored = graph;
      failures = 0;
      blocked = false;
    },
    stop() {
      unschedule();
      stored = undefined;
    },
  };
}
