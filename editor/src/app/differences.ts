/** What one side of a conflict has that the other has not, in words. */
import { type Graph, handoffsOf, nodeName, nodesOf } from '@baton/shared/graph';

/** @returns `Triage: description “Sorts.”`, `Billing (only here)`, `Settings: limits`. */
export function differences(graph: Graph, other: Graph): string[] {
  const names = new Map(nodesOf(graph).map((node) => [node.id, nodeName(node)]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  return [
    ...settings(graph, other),
    ...entries(nodesOf(graph), nodesOf(other), nodeName),
    ...entries(handoffsOf(graph), handoffsOf(other), ({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`),
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

/** The fields of one that the other has not so, with what stands in them where that can be said in a line. */
function differing(a: object, b: object): string[] {
  const [left, right] = [new Map<string, unknown>(Object.entries(a)), new Map<string, unknown>(Object.entries(b))];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys]
    .filter((key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key)))
    .map((key) => valueWords(key, left.get(key), right.get(key)));
}

function valueWords(key: string, value: unknown, other: unknown): string {
  if (value === undefined) return `no ${key}`;
  if (typeof value === 'number') return `${key} ${value}`;
  return typeof value === 'string' ? `${key} “${excerpt(value, typeof other === 'string' ? other : '')}”` : key;
}

const [before, most] = [16, 56];

/** A piece of a text around the first letter that is another one in the other. */
function excerpt(text: string, other: string): string {
  let same = 0;
  while (same < text.length && text[same] === other[same]) same++;
  const start = same <= before || text.length <= most ? 0 : same - before;
  const piece = text
    .slice(start, start + most)
    .trim()
    .replaceAll(/\s+/g, ' ');
  return `${start > 0 ? '…' : ''}${piece}${start + most < text.length ? '…' : ''}`;
}
