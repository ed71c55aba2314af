/** React Flow's nodes and edges from document and selection, and what it reports back: selecting, and cards that move. */
import { type Graph, handoffsOf, nodesOf, type Position } from '@baton/shared/graph';
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useSelection } from '../document/selection.ts';
import { type CardNode, type HandoffEdgeType, toCard, toEdge } from './flow.ts';
import { move } from './gestures.ts';
import { dragPicture } from './picture.ts';
import { placesOf } from './places.ts';
import { handoffWords } from './words.ts';

/** Cards under the pointer, which while they are dragged are not where the document has them. */
type Dragged = ReadonlyMap<string, Position>;
const nothing: Dragged = new Map();

export function useFlow(graph: Graph) {
  const [dragged, setDragged] = useState(nothing);
  const selectedNodes = useSelection(({ nodes }) => nodes);
  const selectedHandoffs = useSelection(({ handoffs }) => handoffs);
  const redraw = useRef<(places: Dragged) => void>(undefined);

  const nodes = useMemo(() => {
    const places = placesOf(graph);
    const selected = new Set(selectedNodes);
    return nodesOf(graph).map((node) =>
      toCard(node, selected.has(node.id), dragged.get(node.id) ?? places.get(node.id) ?? { x: 0, y: 0 }),
    );
  }, [graph, selectedNodes, dragged]);

  const edges = useMemo(() => {
    const selected = new Set(selectedHandoffs);
    const known = new Set(nodesOf(graph).map(({ id }) => id));
    return handoffsOf(graph)
      .filter(({ from, to }) => known.has(from) && known.has(to))
      .map((handoff) => toEdge(handoff, selected.has(handoff.id), handoffWords(graph, handoff)));
  }, [graph, selectedHandoffs]);

  const onNodesChange = useCallback((changes: NodeChange<CardNode>[]) => {
    const held = new Map<string, Position>();
    const put = new Map<string, Position>();
    for (const change of changes) {
      if (change.type === 'position' && change.position) (change.dragging ? held : put).set(change.id, change.position);
    }
    if (held.size > 0) {
      redraw.current ??= dragPicture(new Set(held.keys()));
      redraw.current(held);
      setDragged(held);
    }
    if (put.size > 0) {
      redraw.current = undefined;
      move(put);
      setDragged(nothing);
    }
    select('nodes', changes);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<HandoffEdgeType>[]) => select('handoffs', changes), []);

  return { nodes, edges, onNodesChange, onEdgesChange };
}

function select(
  list: 'nodes' | 'handoffs',
  changes: readonly (NodeChange<CardNode> | EdgeChange<HandoffEdgeType>)[],
): void {
  const { nodes, handoffs, select: selectExactly } = useSelection.getState();
  const ids = new Set(list === 'nodes' ? nodes : handoffs);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) ids.add(change.id);
    else ids.delete(change.id);
  }
  selectExactly({ nodes, handoffs, [list]: [...ids] });
}
