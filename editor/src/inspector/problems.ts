/** What the checks say of one node, handoff, tool, or of the graph itself: each for the field that its path names. */
import type { Graph, Problem } from '@baton/shared/graph';
import { useMemo } from 'react';
import { useMay } from '../api/useSession.ts';
import { useDocument } from '../document/document.ts';
import { mendOf } from '../document/mend.ts';
import { partWords, type Place, problemsAt } from '../document/places.ts';
import type { Told, ToldAt } from '../ui/told.ts';

interface Problems {
  /** All of them, the gravest first. */
  all: readonly Told[];
  /** The gravest at a field or in it. */
  at: ToldAt;
}

/** @param root where in the thing the form begins: `/tools/0`. */
export function useProblems(graph: Graph, at: { in: Place['in']; id?: string }, root = ''): Problems {
  const problems = useDocument((document) => document.problems);
  const mayEdit = useMay('edit');
  const { in: kind, id } = at;
  return useMemo(() => {
    const found = problemsAt(graph, problems, { in: kind, ...(id !== undefined && { id }) })
      .filter(({ path }) => isAt(path, root))
      .map((problem) => ({
        path: problem.path,
        told: toldOf(problem, mayEdit, kind === 'graph' && root === '' ? partWords(graph, problem.path) : undefined),
      }));
    return {
      all: found.map(({ told }) => told),
      at: (field) => found.find(({ path }) => isAt(path, root + field))?.told,
    };
  }, [graph, problems, kind, id, root, mayEdit]);
}

const isAt = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

function toldOf(problem: Problem, mayEdit: boolean, where: string | undefined): Told {
  const { severity, message } = problem;
  const fix = mayEdit ? mendOf(problem) : undefined;
  return { severity, message, ...(where !== undefined && { where }), ...(fix && { fix }) };
}
