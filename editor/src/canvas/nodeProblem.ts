/** The worst problem of each node and handoff, found once for each list of problems. */
import type { Graph, Problem, Severity } from '@baton/shared/graph';
import { placeOf } from '../document/places.ts';

export interface Worst {
  severity: Severity;
  message: string;
  count: number;
}

const found = new WeakMap<readonly Problem[], ReadonlyMap<string, Worst>>();
let last: ReadonlyMap<string, Worst> = new Map();

/** @param problems the worst first. @returns by `node id` or `handoff id`. */
function worstOf(graph: Graph, problems: readonly Problem[]): ReadonlyMap<string, Worst> {
  const known = found.get(problems);
  if (known) return known;
  const worst = new Map<string, Worst>();
  for (const { severity, message, path } of problems) {
    const place = placeOf(graph, path);
    if (place.in === 'graph') continue;
    const key = `${place.in} ${place.id}`;
    const before = worst.get(key);
    worst.set(key, before ? { ...before, count: before.count + 1 } : { severity, message, count: 1 });
  }
  // A card of which the same is said is not drawn anew.
  for (const [key, now] of worst) worst.set(key, asBefore(last.get(key), now));
  last = worst;
  found.set(problems, worst);
  return worst;
}

const asBefore = (before: Worst | undefined, now: Worst): Worst =>
  before?.severity === now.severity && before.message === now.message && before.count === now.count ? before : now;

export const worstProblem = (
  graph: Graph | undefined,
  problems: readonly Problem[],
  kind: 'node' | 'handoff',
  id: string,
): Worst | undefined => (graph && problems.length > 0 ? worstOf(graph, problems).get(`${kind} ${id}`) : undefined);
