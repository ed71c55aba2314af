/** Runs the checks a moment after the last edit, here and, when it is saved, on the server, which also knows what it can run. */
import type { Graph, Problem } from '@baton/shared/graph';
import { checkOnServer } from '../api/graphs.ts';
import { checkApart } from './checkApart.ts';

const checkAfterMs = 150;

export interface Checking {
  /** Checks it here and on the server, once it has been drawn. */
  opened(graph: Graph): void;
  changed(graph: Graph): void;
  /** Asks the server about a document that it has. */
  onServer(graph: Graph): void;
  /** What kept the document from being saved. */
  refused(problems: readonly Problem[]): void;
  stop(): void;
}

export function createChecking(found: (problems: readonly Problem[]) => void): Checking {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let here: readonly Problem[] = [];
  let there: readonly Problem[] = [];
  let asked: AbortController | undefined;
  /** What was opened and is not checked yet. */
  let opening: Graph | undefined;

  /** What is to be checked; undefined while nothing is. */
  let wanted: Graph | undefined;
  let looking = false;

  const tell = (): void => found(merged(here, there));

  /** What was edited while a check was under way is checked next, once, as it is then. */
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      for (let graph = wanted; graph; graph = graph === wanted ? undefined : wanted) {
        const problems = await checkApart(graph);
        if (graph !== wanted) continue;
        here = problems;
        tell();
      }
    } catch {
      // Their code could not be loaded. What the server says still stands.
    } finally {
      looking = false;
    }
  }

  function changed(graph: Graph): void {
    opening = undefined;
    clearTimeout(timer);
    timer = setTimeout(() => {
      wanted = graph;
      void look();
    }, checkAfterMs);
  }

  function onServer(graph: Graph): void {
    asked?.abort();
    const request = new AbortController();
    asked = request;
    checkOnServer(graph, request.signal).then(
      (problems) => {
        if (request.signal.aborted) return;
        there = problems;
        tell();
      },
      () => {
        if (request.signal.aborted) return;
        // The checks made here still stand, and silence would look like "nothing found".
        there = [unchecked];
        tell();
      },
    );
  }

  return {
    changed,
    onServer,
    opened(graph) {
      opening = graph;
      onceDrawn(() => {
        if (opening !== graph) return;
        changed(graph);
        onServer(graph);
      });
    },
    refused(problems) {
      there = problems;
      tell();
    },
    stop() {
      opening = undefined;
      clearTimeout(timer);
      asked?.abort();
      wanted = undefined;
      here = [];
      there = [];
    },
  };
}

const unchecked: Problem = {
  severity: 'warning',
  code: 'not-checked',
  path: '',
  message: 'The server could not check this graph, so that what is wrong with it may not be told here; save it again.',
};

/** After the next frame; a page that nobody sees has none. */
function onceDrawn(work: () => void): void {
  if (document.hidden) setTimeout(work);
  else requestAnimationFrame(() => setTimeout(work));
}

const rank = { error: 0, warning: 1, hint: 2 } as const;

function merged(here: readonly Problem[], there: readonly Problem[]): readonly Problem[] {
  const known = new Set(here.map(keyOf));
  return [...here, ...there.filter((problem) => !known.has(keyOf(problem)))].toSorted(
    (a, b) => rank[a.severity] - rank[b.severity],
  );
}

const keyOf = ({ code, path }: Problem): string => `${code} ${path}`;
