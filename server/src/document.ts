/** A graph document that came in: a graph, or a refusal that says where it is wrong. */
import { parseGraph, type Graph } from '@baton/shared/graph';
import { Refused } from './problem.ts';

/**
 * @param at JSON Pointer to where the document stands in the body.
 * @throws Refused with every problem by its JSON Pointer.
 */
export function toGraph(value: unknown, at: string): Graph {
  const parsed = parseGraph(value);
  if (parsed.ok) return parsed.graph;
  const errors = parsed.problems.map(({ path, message }) => ({ path: `${at}${path}`, message }));
  throw new Refused(400, 'This is not a graph that Baton can read.', errors);
}
