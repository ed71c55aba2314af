/** Problems of which the same is said, but for the name of their place: one deleted node leaves a dozen without a way. */
import type { Graph, Problem } from '@baton/shared/graph';
import { placeOf, placeWords } from '../document/places.ts';

export interface PlacedProblem {
  problem: Problem;
  /** Its place in words. */
  words: string;
}

/** @returns groups of at least one, in the order of the first of each. What one click mends stands alone, with its click. */
export function groupAlike(graph: Graph, problems: readonly Problem[]): [PlacedProblem, ...PlacedProblem[]][] {
  const groups = new Map<string, [PlacedProblem, ...PlacedProblem[]]>();
  for (const problem of problems) {
    const words = placeWords(graph, placeOf(graph, problem.path));
    const said = problem.fix ? `${problem.path} ${problem.message}` : problem.message.replaceAll(words, '');
    const key = `${problem.severity} ${problem.code} ${said}`;
    const group = groups.get(key);
    if (group) group.push({ problem, words });
    else groups.set(key, [{ problem, words }]);
  }
  return [...groups.values()];
}
