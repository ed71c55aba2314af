/** Where loops are opened to be laid out: as they are gone through from the entry, at the handoff that leads back. */
import { type Graph, handoffsOf, nodesOf } from '@baton/shared/graph';

/**
 * All nodes in an order that every handoff follows, but those that lead back: to the node itself, to the entry, or to one
 * through which the walk came that goes from the entry into the depth, in the order of the handoffs. What the entry does
 * not reach is walked from its own sources, and a loop that has none from the node that the document names first.
 */
export function orderFromEntry(graph: Graph): string[] {
  const nodes = nodesOf(graph).map(({ id }) => id);
  const next = new Map<string, string[]>(nodes.map((id) => [id, []]));
  const reached = new Set<string>();
  for (const { from, to } of handoffsOf(graph)) {
    if (from === to || !next.has(to)) continue;
    next.get(from)?.push(to);
    reached.add(to);
  }
  const entry = nodes.filter((id) => id === graph.entry);
  const sources = nodes.filter((id) => !reached.has(id));
  const order = depthFirst([...entry, ...sources, ...nodes], next).filter((id) => id !== graph.entry);
  return [...entry, ...order];
}

/** A node comes before all that the walk finds behind it, so it is put in front when the walk leaves it. */
function depthFirst(starts: readonly string[], next: ReadonlyMap<string, readonly string[]>): string[] {
  const met = new Set<string>();
  const left: string[] = [];
  const path: { id: string; rest: Iterator<string> }[] = [];
  const enter = (id: string): void => {
    if (met.has(id)) return;
    met.add(id);
    path.push({ id, rest: (next.get(id) ?? []).values() });
  };
  for (const start of starts) {
    enter(start);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const step = at.rest.next();
      if (step.done) {
        left.push(at.id);
        path.pop();
      } else enter(step.value);
    }
  }
  return left.toReversed();
}
