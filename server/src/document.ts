/** A graph document that came in: a graph, or a refusal that says where it is wrong. */
import { isObject, parseGraph, type Graph, type Problem } from '@baton/shared/graph';
import { Refused } from './problem.ts';

/** More than anybody draws, few enough to be checked while others wait. */
const most = { nodes: 5000, handoffs: 20_000 } as const;

/**
 * @param at JSON Pointer to where the document stands in the body.
 * @throws Refused with every problem by its JSON Pointer.
 */
export function toGraph(value: unknown, at: string): Graph {
  const [huge] = tooMany(value);
  if (huge)
    throw new Refused(422, `This graph ${huge.message}.`, [{ path: `${at}${huge.path}`, message: huge.message }]);
  const parsed = parseGraph(value);
  if (parsed.ok) return parsed.graph;
  const errors = parsed.problems.map(({ path, message }) => ({ path: `${at}${path}`, message }));
  throw new Refused(400, 'This is not a graph that Baton can read.', errors);
}

/** What of a document there is too much of to look at it. */
export function tooMany(value: unknown): Problem[] {
  if (!isObject(value)) return [];
  return Object.entries(most).flatMap(([list, limit]): Problem[] => {
    const given = value[list];
    if (!Array.isArray(given) || given.length <= limit) return [];
    const message = `has ${given.length} entries; a graph has at most ${limit} ${list}`;
    return [{ severity: 'error', code: 'too-big', path: `/${list}`, message }];
  });
}
