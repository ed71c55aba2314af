/** What runs are made of, by the names that their graph has for it now; what is gone since keeps its id. */
import type { GraphSummary } from '@baton/shared/api';

export interface NamedGraph {
  name: string;
  /** Names of nodes by id. */
  nodes: ReadonlyMap<string, string>;
}

export const namedGraphs = (graphs: readonly GraphSummary[]): ReadonlyMap<string, NamedGraph> =>
  new Map(
    graphs.map(({ id, name, nodes }) => [
      id,
      { name, nodes: new Map(nodes.map((node) => [node.id, node.name ?? node.id])) },
    ]),
  );

export const nameIn = (graph: NamedGraph | undefined, node: string): string => graph?.nodes.get(node) ?? node;
