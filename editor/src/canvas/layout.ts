/** Automatic layout by ELK, in a worker that is loaded when it is first asked for and then kept. */
import { type Graph, handoffsOf, nodesOf, type Position } from '@baton/shared/graph';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { orderFromEntry } from './loops.ts';
import { cardHeight, cardWidth, labelHeight, snapped } from './sizes.ts';
import { labelOf, labelWidth } from './words.ts';

/** Asks for a drawing from left to right in the order of the document, with room for labels between the columns. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.feedbackEdges': 'true',
  // By the places that the nodes are given below. ELK's own ways turn fewest handoffs round, and start loops anywhere.
  'elk.layered.cycleBreaking.strategy': 'INTERACTIVE',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.nodeNode': '56',
  'elk.layered.spacing.nodeNodeBetweenLayers': '28',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.edgeNode': '28',
  'elk.edgeLabels.placement': 'CENTER',
  'elk.spacing.edgeLabel': '4',
} as const;

type Elk = { layout: (graph: ElkNode) => Promise<ElkNode> };
let loaded: Promise<Elk> | undefined;

async function load(): Promise<Elk> {
  const [{ default: ELK }, { default: workerUrl }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  return new ELK({ workerUrl });
}

/** @param only these nodes, in the order that they have in the whole graph. @returns where each node goes. */
export async function layOut(graph: Graph, only?: ReadonlySet<string>): Promise<Map<string, Position>> {
  loaded ??= load();
  const elk = await loaded.catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return placesIn(await elk.layout(toElk(graph, only)));
}

export const placesIn = ({ children = [] }: ElkNode): Map<string, Position> =>
  new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x: snapped(x), y: snapped(y) }]));

export function toElk(graph: Graph, only?: ReadonlySet<string>): ElkNode {
  const nodes = nodesOf(graph).filter(({ id }) => only?.has(id) ?? true);
  const known = new Set(nodes.map(({ id }) => id));
  const order = new Map(orderFromEntry(graph).map((id, index) => [id, index]));
  return {
    id: 'graph',
    layoutOptions: options,
    children: nodes.map(({ id }) => ({
      id,
      x: order.get(id) ?? 0,
      y: 0,
      width: cardWidth,
      height: cardHeight,
      ...(id === graph.entry && { layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' } }),
    })),
    edges: handoffsOf(graph)
      .filter(({ from, to }) => known.has(from) && known.has(to) && from !== to)
      .map((handoff) => ({
        id: handoff.id,
        sources: [handoff.from],
        targets: [handoff.to],
        labels: [{ text: labelOf(handoff), width: labelWidth(labelOf(handoff)), height: labelHeight }],
      })),
  };
}
