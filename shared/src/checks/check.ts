/** What a check is, and what checks share: a graph looked through once, so that each of them is linear. */
import { Fuel } from '../expressions/fuel.ts';
import { handoffsOf, nodeName, nodesOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { nearest } from '../graph/nearest.ts';
import { pointer, type Fix, type PatchOperation, type Problem, type Severity } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import type { Node } from '../nodes/index.ts';
import type { Facts } from './facts.ts';

/** An entry of a list of the document, and where it stands in it. */
export interface Placed<Entry> {
  entry: Entry;
  index: number;
}

export interface Survey {
  readonly graph: Graph;
  /** What is known outside of the document. */
  readonly facts: Facts;
  /** What values may be held to schemas for; when it is used up, nothing more is said of them. */
  readonly fuel: Fuel;
  readonly nodes: readonly Node[];
  readonly handoffs: readonly Handoff[];
  /** The first node of an id: what a reference means. */
  readonly byId: ReadonlyMap<string, Node>;
  /** The handoffs of a node, in the order in which they are asked. */
  handoffsFrom(node: string): readonly Placed<Handoff>[];
  nameOf(node: string): string;
  /** A handoff as one sees it on the canvas: by its label, or by where it leads; by its id where neither tells it apart. */
  wordsOf(handoff: Handoff): string;
}

export type Check = (survey: Survey) => Iterable<Problem>;

export function surveyOf(graph: Graph, facts: Facts = {}): Survey {
  const nodes = nodesOf(graph);
  const handoffs = handoffsOf(graph);
  const byId = new Map<string, Node>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  const from = Map.groupBy(
    handoffs.map((entry, index) => ({ entry, index })),
    ({ entry }) => entry.from,
  );
  const nameOf = (id: string): string => {
    const node = byId.get(id);
    return node ? nodeName(node) : id;
  };
  const handoffsFrom = (id: string): readonly Placed<Handoff>[] => from.get(id) ?? [];
  // By sender, since a node may have thousands.
  const labels = countsOf(handoffs, ({ from, label }) => `${from} ${label ?? ''}`);
  const ways = countsOf(handoffs, ({ from, to }) => `${from} ${to}`);
  const wordsOf = ({ from, label, to, id }: Handoff): string => {
    if (label && labels.get(`${from} ${label}`) === 1) return `the handoff "${label}"`;
    return ways.get(`${from} ${to}`) === 1 ? `the handoff to ${nameOf(to)}` : `the handoff "${id}"`;
  };
  const fuel = new Fuel();
  return { graph, facts, fuel, nodes, handoffs, byId, handoffsFrom, nameOf, wordsOf };
}

function countsOf<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  return counts;
}

export function problem(
  severity: Severity,
  code: string,
  path: readonly PropertyKey[],
  message: string,
  fix?: Fix,
): Problem {
  return { severity, code, path: pointer(path), message, ...(fix && { fix }) };
}

/** Words that came from elsewhere, with a capital and a full stop. */
export const sentence = (words: string): string =>
  `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.?…]$/.test(words) ? '' : '.'}`;

export const fixed = (label: string, ...patch: PatchOperation[]): Fix => ({ label, patch });

/** `there is no node "bilin"; did you mean "billing"?`, with the repair where one is near. */
export function unknown(
  what: string,
  name: string,
  known: Iterable<string>,
  path: readonly PropertyKey[],
  severity: Severity = 'error',
): Problem {
  const names = [...known];
  const meant = nearest(name, names);
  const hint = meant ? `did you mean "${meant}"?` : listed(what, names);
  const fix = meant && fixed(`Change to "${meant}"`, { op: 'replace', path: pointer(path), value: meant });
  return problem(
    severity,
    `unknown-${what.replaceAll(' ', '-')}`,
    path,
    `There is no ${what} "${name}"; ${hint}`,
    fix || undefined,
  );
}

function listed(what: string, names: readonly string[]): string {
  if (names.length === 0) return `this graph has no ${what} at all.`;
  const shown = names.slice(0, 8).join(', ');
  return `known are ${shown}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`;
}
