/** React Flow's nodes and edges from document and selection, and what it reports back: selecting, and cards that move. */
import { type Graph, handoffsOf, nodesOf, notesOf, type Position } from '@baton/shared/graph';
import { type EdgeChange, type NodeChange, type OnNodeDrag, useStoreApi } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { useRun } from '../run/runStore.ts';
import { type Drag, type Held, type Places, startDrag } from './dragging.ts';
import { type FlowNode, type HandoffEdgeType, noteFlowId, noteIdOf, toCard, toEdge, toNote } from './flow.ts';
import { placesOf } from './places.ts';
import { useDistance } from './view.ts';
import { handoffWords } from './words.ts';

/** Where cards under the pointer are, which while they are dragged is not where the document has them. */
const nothing: Places = new Map();
const nothingHeld: Held = { alt: false, ctrl: false };
const heldDuring = ({ altKey, ctrlKey, metaKey }: ModifierKeys): Held => ({ alt: altKey, ctrl: ctrlKey || metaKey });
type ModifierKeys = Pick<MouseEvent, 'altKey' | 'ctrlKey' | 'metaKey'>;

export function useFlow(graph: Graph) {
  const [dragged, setDragged] = useState(nothing);
  const selectedNodes = useSelection((selection) => selection.nodes);
  const selectedHandoffs = useSelection((selection) => selection.handoffs);
  const selectedNotes = useSelection((selection) => selection.notes);

  const nodes = useSteady((): FlowNode[] => {
    const places = placesOf(graph);
    const [chosen, chosenNotes] = [new Set(selectedNodes), new Set(selectedNotes)];
    return [
      ...notesOf(graph).map((note) =>
        toNote(note, chosenNotes.has(note.id), dragged.get(noteFlowId(note.id)) ?? note.position),
      ),
      ...nodesOf(graph).map((node) =>
        toCard(node, chosen.has(node.id), dragged.get(node.id) ?? places.get(node.id) ?? { x: 0, y: 0 }),
      ),
    ];
  }, [graph, selectedNodes, selectedNotes, dragged]);

  const edges = useSteady(() => {
    const selected = new Set(selectedHandoffs);
    const known = new Set(nodesOf(graph).map(({ id }) => id));
    return handoffsOf(graph)
      .filter(({ from, to }) => known.has(from) && known.has(to))
      .map((handoff) => toEdge(handoff, selected.has(handoff.id), handoffWords(graph, handoff)));
  }, [graph, selectedHandoffs]);

  return { nodes, ...useBundling(edges), ...useDragging(setDragged), onEdgesChange: useSelectingHandoffs() };
}

/** Follows a drag, which React Flow reports as changes of positions and as events that know which keys are held. */
function useDragging(show: (places: Places) => void) {
  const store = useStoreApi();
  const drag = useRef<Drag | 'cancelled'>(undefined);
  const held = useRef(nothingHeld);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const to = new Map<string, Position>();
      let dropped = false;
      for (const change of changes) {
        if (change.type !== 'position') continue;
        if (change.dragging && change.position) to.set(change.id, change.position);
        if (change.dragging === false) dropped = true;
      }
      const { graph } = useDocument.getState();
      if (to.size > 0 && graph) {
        drag.current ??= startDrag(graph, [...to.keys()]);
        if (drag.current !== 'cancelled') show(drag.current.step(to, held.current));
      }
      if (dropped) {
        const ended = drag.current;
        drag.current = undefined;
        if (ended && ended !== 'cancelled') ended.drop(held.current);
        show(nothing);
      }
      selectNodes(changes);
    },
    [show],
  );

  const onNodeDrag: OnNodeDrag<FlowNode> = useCallback((event) => {
    held.current = heldDuring(event);
  }, []);

  /** What is taken hold of is selected, as by a click; but nothing is let go that was, whichever key is held. */
  const onNodeDragStart: OnNodeDrag<FlowNode> = useCallback(
    (event, { id, selected }) => {
      held.current = heldDuring(event);
      if (!selected) store.getState().addSelectedNodes([id]);
    },
    [store],
  );

  /** @returns whether there was a drag to call off. */
  const cancelDrag = useCallback((): boolean => {
    const current = drag.current;
    if (!current || current === 'cancelled') return false;
    drag.current = 'cancelled';
    current.step(nothing, { alt: false, ctrl: true });
    current.cancel();
    show(nothing);
    return true;
  }, [show]);

  return { onNodesChange, onNodeDragStart, onNodeDrag, cancelDrag };
}

/** From so many handoffs on those that are seen from far away are drawn together. */
const manyLines = 300;

/** @returns the edges that are drawn one by one, and where others are drawn together the ids of those that are not among them. */
function useBundling(edges: HandoffEdgeType[]): { edges: HandoffEdgeType[]; apart: ReadonlySet<string> | undefined } {
  const far = useDistance((distance) => distance === 'far') && edges.length > manyLines;
  const progress = useRun(({ handoffs }) => handoffs);
  const apart = useMemo(
    () =>
      far ? new Set(edges.filter(({ id, selected }) => selected || progress.has(id)).map(({ id }) => id)) : undefined,
    [far, edges, progress],
  );
  const shown = useSteady(() => (apart ? edges.filter(({ id }) => apart.has(id)) : edges), [edges, apart]);
  return { edges: shown, apart };
}

/** A list that is made anew only when an entry is another one: an edit of the graph's name is nothing to the canvas. */
function useSteady<Entry>(make: () => Entry[], on: readonly unknown[]): Entry[] {
  const before = useRef<Entry[]>([]);
  // The dependencies are the caller's, who names them as for useMemo.
  // oxlint-disable-next-line react/exhaustive-deps
  const now = useMemo(make, on);
  const same = now.length === before.current.length && now.every((entry, index) => entry === before.current[index]);
  if (!same) before.current = now;
  return before.current;
}

function selectNodes(changes: readonly NodeChange<FlowNode>[]): void {
  const { nodes, notes, handoffs, select } = useSelection.getState();
  const [ids, noteIds] = [new Set(nodes), new Set(notes)];
  for (const change of changes) {
    if (change.type !== 'select') continue;
    const note = noteIdOf(change.id);
    const [set, id] = note === undefined ? [ids, change.id] : [noteIds, note];
    if (change.selected) set.add(id);
    else set.delete(id);
  }
  select({ nodes: [...ids], notes: [...noteIds], handoffs });
}

function useSelectingHandoffs() {
  const store = useStoreApi();
  return useCallback(
    (changes: readonly EdgeChange<HandoffEdgeType>[]) => {
      const { nodes, notes, handoffs, select } = useSelection.getState();
      // A frame around cards would also give the handoffs that lead away from them, to be switched off with them.
      const framing = store.getState().userSelectionRect !== null;
      const ids = new Set(handoffs);
      for (const change of changes) {
        if (change.type !== 'select') continue;
        if (!change.selected) ids.delete(change.id);
        else if (!framing) ids.add(change.id);
      }
      select({ nodes, notes, handoffs: [...ids] });
    },
    [store],
  );
}
