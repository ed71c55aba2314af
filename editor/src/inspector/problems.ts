/** What the checks say of one node, handoff, or of the graph itself: each next to the field that its path names. */
import { applyFix, type Graph, type Problem } from '@baton/shared/graph';
import { useMemo } from 'react';
import { useDocument } from '../document/document.ts';
import { type Place, problemsAt } from '../document/places.ts';
import type { Told, ToldAt } from '../ui/told.ts';

interface Problems {
  /** What is said of the thing as a whole. */
  whole: readonly Told[];
  at: ToldAt;
}

export function useProblems(graph: Graph, kind: Place['in'], id?: string): Problems {
  const problems = useDocument((document) => document.problems);
  return useMemo(() => {
    const found = problemsAt(graph, problems, { in: kind, ...(id !== undefined && { id }) });
    return {
      whole: found.filter(({ path }) => path === '').map(toldOf),
      // The gravest come first: the first one at a field is what is said about it.
      at: (field) => {
        const first = found.find(({ path }) => path === field || path.startsWith(`${field}/`));
        return first && toldOf(first);
      },
    };
  }, [graph, problems, kind, id]);
}

function toldOf({ severity, message, fix }: Problem): Told {
  if (!fix) return { severity, message };
  const run = (): void => useDocument.getState().edit(fix.label, (graph) => applyFix(graph, fix));
  return { severity, message, fix: { label: fix.label, run } };
}
