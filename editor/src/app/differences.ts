/** What one side of a conflict has that the other has not, in words. */
import { type Graph, handoffsOf, nodesOf } from '@baton/shared/graph';

/** @returns `Triage: description`, `Billing (only here)`, `Settings: name`. */
export function differences(graph: Graph, other: Graph): string[] {
  return [
    ...settings(graph, other),
    ...entries(nodesOf(graph), nodesOf(other), (node) => node.name ?? node.id),
    ...entries(handoffsOf(graph), handoffsOf(other), ({ from, to }) => `${from} → ${to}`),
  ];
}

/** Ids of the nodes and handoffs of a graph that the other has not, or has in another way. */
export function differingIds(graph: Graph, other: Graph): ReadonlySet<string> {
  const of = <Entry extends { id: string }>(list: readonly Entry[], theirs: readonly Entry[]): string[] => {
    const known = new Map(theirs.map((entry) => [entry.id, JSON.stringify(entry)]));
    return list.filter((entry) => known.get(entry.id) !== JSON.stringify(entry)).map(({ id }) => id);
  };
  return new Set([...of(nodesOf(graph), nodesOf(other)), ...of(handoffsOf(graph), handoffsOf(other))]);
}

function settings(
  { nodes: _n, handoffs: _h, ...graph }: Graph,
  { nodes: _on, handoffs: _oh, ...other }: Graph,
): string[] {
  const fields = differing(graph, other);
  return fields.length > 0 ? [`Settings: ${fields.join(', ')}`] : [];
}

function entries<Entry extends { id: string }>(
  list: readonly Entry[],
  other: readonly Entry[],
  words: (entry: Entry) => string,
): string[] {
  const byId = new Map(other.map((entry) => [entry.id, entry]));
  return list.flatMap((entry) => {
    const same = byId.get(entry.id);
    if (!same) return [`${words(entry)} (only here)`];
    const fields = differing(entry, same);
    return fields.length > 0 ? [`${words(entry)}: ${fields.join(', ')}`] : [];
  });
}

function differing(a: object, b: object): string[] {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key)));
}
