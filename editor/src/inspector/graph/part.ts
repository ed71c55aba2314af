/** What every part of the graph's own settings gets. */
import type { Graph, GraphPatch } from '@baton/shared/graph';
import type { ToldAt } from '../../ui/told.ts';

export interface GraphPartProps {
  graph: Graph;
  change: (patch: GraphPatch) => void;
  /** What is wrong with a field of the graph, such as `/limits/seconds`. */
  problem: ToldAt;
}
