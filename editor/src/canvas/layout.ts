/** Automatic layout by ELK, in a worker that is loaded when it is first asked for and then kept. */
import { type Graph, handoffsOf, nodesOf, type Position } from '@baton/shared/graph';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { cardHeight, cardWidth, grid, labelHeight } from './sizes.ts';
import { labelOf, labelWidth } from './words.ts';

/** Asks for a drawing from left to right in the order of the document, with room for labels between the columns. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.feedbackEdges': 'true',
  'elk.layered.cycleBreaking.strategy': 'GREEDY_MODEL_ORDER',
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

/** @returns where each node goes. */
export async function layOut(graph: Graph): Promise<Map<string, Position>> {
  loaded ??= load();
  const elk = await loaded.catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  const { children = [] } = await elk.layout(toElk(graph));
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x: snapped(x), y: snapped(y) }]));
}

function toElk(graph: Graph): ElkNode {
  const known = new Set(nodesOf(graph).map(({ id }) => id));
  return {
    id: 'graph',
    layoutOptions: options,
    children: nodesOf(graph).map(({ id }) => ({
      id,
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

const snapped = (value: number): number => Math.round(value / grid) * grid + 0;
