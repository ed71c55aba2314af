/** React Flow with what Baton makes of it: its gestures, and what is drawn on and over the canvas. */
import { type Graph, nodesOf } from '@baton/shared/graph';
import { Background, MiniMap, ReactFlow, useReactFlow, useStoreApi } from '@xyflow/react';
import { type DragEvent, type MouseEvent, type RefObject, useDeferredValue, useEffect, useEffectEvent } from 'react';
import { mayNow, useMay } from '../api/useSession.ts';
import { carried, carries } from '../nodes/drag.ts';
import { inspect, useRun } from '../run/runStore.ts';
import { add, giveTool, insertNew } from './adding.ts';
import styles from './Canvas.module.css';
import type { CanvasProps, Start } from './canvasProps.ts';
import { ConnectionLine } from './ConnectionLine.tsx';
import { closeCanvas, isMapped, pointAt, useCanvas } from './control.ts';
import { FarLines } from './FarLines.tsx';
import { Flights } from './Flights.tsx';
import type { FlowNode, HandoffEdgeType } from './flow.ts';
import { selectSpot } from './focus.ts';
import { Guides } from './Guides.tsx';
import { HandoffEdge } from './HandoffEdge.tsx';
import { agentAt, handoffAt } from './hit.ts';
import { isSelected, pressed, spotOf } from './keyboard.ts';
import { NodeCard } from './NodeCard.tsx';
import { NoteCard } from './NoteCard.tsx';
import { grid } from './sizes.ts';
import { Toolbar } from './Toolbar.tsx';
import { useConnecting } from './useConnecting.ts';
import { useFlow } from './useFlow.ts';
import { useRefining } from './useRefining.ts';
import { leastZoom, mostZoom, tellZoom } from './view.ts';

const nodeTypes = { card: NodeCard, note: NoteCard };
const edgeTypes = { handoff: HandoffEdge };
const snapGrid: [number, number] = [grid, grid];
/** From here on only what is in sight is drawn. */
const many = 300;
const adding = ['Shift', 'Meta', 'Control'];
const middleButton = [1];
/** Pixels that a hand may move in a click; beyond them it is a drag. */
const steady = 3;

interface GraphFlowProps extends Required<CanvasProps> {
  graph: Graph;
  start: Start;
  canvas: RefObject<HTMLDivElement | null>;
}

export function GraphFlow({ graph, start, canvas, onOpen, onMenu }: GraphFlowProps) {
  const flow = useReactFlow<FlowNode, HandoffEdgeType>();
  const store = useStoreApi();
  const { nodes, edges, apart, onNodesChange, onNodeDragStart, onNodeDrag, cancelDrag, onEdgesChange } = useFlow(graph);
  const { handlers, cancelConnecting } = useConnecting(flow, canvas);
  const { moving, rest } = useRefining(flow, canvas);
  const tool = useCanvas((state) => state.tool);
  const mayEdit = useMay('edit');
  const edit = useEffectEvent(onOpen);
  // The cards come first.
  const map = useDeferredValue(
    useCanvas((state) => isMapped(state, nodesOf(graph).length)),
    false,
  );

  useEffect(() => {
    if (canvas.current) useCanvas.setState({ open: { flow, element: canvas.current, edit: () => edit() } });
    return closeCanvas;
  }, [flow, canvas]);
  useEffect(() => {
    // Esc calls off what the pointer is doing, wherever the focus is, before it means anything else.
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // The frame that selects what it encloses; Esc then lets go of what was in it.
      if (store.getState().userSelectionRect) store.setState({ userSelectionRect: null, userSelectionActive: false });
      if (cancelDrag() || cancelConnecting()) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    addEventListener('keydown', escape, true);
    return () => removeEventListener('keydown', escape, true);
  }, [cancelDrag, cancelConnecting, store]);

  const openMenu = (event: MouseEvent): void => {
    const spot = spotOf(event.target);
    if (!spot && !isCanvas(event.target)) return;
    event.preventDefault();
    pointAt({ x: event.clientX, y: event.clientY });
    if (spot && !isSelected(spot)) selectSpot(spot);
    onMenu({ x: event.clientX, y: event.clientY }, spot);
  };

  return (
    <ReactFlow<FlowNode, HandoffEdgeType>
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      width={start.width}
      height={start.height}
      defaultViewport={start.viewport}
      onNodesChange={onNodesChange}
      onNodeDragStart={onNodeDragStart}
      onNodeDrag={onNodeDrag}
      onEdgesChange={onEdgesChange}
      {...handlers}
      connectionLineComponent={ConnectionLine}
      connectionRadius={12}
      onNodeClick={takeOne}
      onEdgeClick={(_, edge) => inspectTaken(edge.id)}
      onMove={(_, { zoom }) => tellZoom(canvas.current, zoom)}
      onMoveStart={moving}
      onMoveEnd={rest}
      onKeyDown={(event) => pressed(event, onOpen)}
      onContextMenu={openMenu}
      onDoubleClick={(event) => doubleClick(flow, event, onOpen)}
      onPointerMove={({ clientX, clientY }) => pointAt({ x: clientX, y: clientY })}
      onPointerLeave={() => pointAt(undefined)}
      onDragOver={(event) => overCanvas(flow, event)}
      onDragLeave={() => useCanvas.setState(nowhere)}
      onDrop={(event) => dropped(flow, event)}
      nodesDraggable={mayEdit}
      nodesConnectable={mayEdit}
      snapToGrid
      snapGrid={snapGrid}
      minZoom={leastZoom}
      maxZoom={mostZoom}
      nodeDragThreshold={steady}
      nodeClickDistance={steady}
      selectNodesOnDrag={false}
      panOnScroll
      panOnDrag={tool === 'hand' ? true : middleButton}
      selectionOnDrag={tool === 'select'}
      selectionKeyCode={null}
      multiSelectionKeyCode={adding}
      zoomOnDoubleClick={false}
      elevateNodesOnSelect={false}
      deleteKeyCode={null}
      disableKeyboardA11y
      onlyRenderVisibleElements={nodesOf(graph).length > many}
    >
      <Background gap={grid * 3} size={1.5} color="var(--dots)" />
      {map && (
        <MiniMap<FlowNode> pannable zoomable ariaLabel="Map" className={styles['map'] ?? ''} nodeClassName={mapped} />
      )}
      {apart && <FarLines without={apart} />}
      <Guides />
      <Flights />
      <Toolbar map={map} />
    </ReactFlow>
  );
}

/** A click on one of several that are selected takes this one alone, which React Flow leaves to a drag. */
function takeOne(event: MouseEvent): void {
  const spot = spotOf(event.target);
  if (spot && !event.shiftKey && !event.metaKey && !event.ctrlKey) selectSpot(spot);
}

type FlowInstance = ReturnType<typeof useReactFlow<FlowNode, HandoffEdgeType>>;

const mapped = ({ type }: FlowNode): string => styles[type === 'note' ? 'mappedNote' : 'mapped'] ?? '';

const isCanvas = (target: EventTarget): boolean =>
  target instanceof Element && target.classList.contains('react-flow__pane');

/** On nothing it asks what shall be there; a node or a handoff it opens for editing. */
function doubleClick(flow: FlowInstance, { target, clientX: x, clientY: y }: MouseEvent, open: () => void): void {
  const spot = spotOf(target);
  if (spot && spot.in !== 'note') return open();
  if (!isCanvas(target) || !mayNow('edit')) return;
  useCanvas.setState({ picker: { to: 'add', at: flow.screenToFlowPosition({ x, y }), screen: { x, y } } });
}

/** Where nothing is dragged over the canvas. */
const nowhere = { insertInto: undefined, giveTo: undefined };

/** A tool may go to an agent, whatever becomes a node into a handoff, or where there is room. */
function overCanvas(flow: FlowInstance, event: DragEvent): void {
  const { node, tool } = carries(event.dataTransfer);
  if (!node && !tool) return;
  const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
  const giveTo = tool ? agentAt(at) : undefined;
  const insertInto = node && giveTo === undefined ? handoffAt(at) : undefined;
  const now = useCanvas.getState();
  if (now.insertInto !== insertInto || now.giveTo !== giveTo) useCanvas.setState({ insertInto, giveTo });
  if (!node && giveTo === undefined) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

function dropped(flow: FlowInstance, event: DragEvent): void {
  const { start, tool } = carried(event.dataTransfer);
  const { insertInto, giveTo } = useCanvas.getState();
  useCanvas.setState(nowhere);
  if (!start && tool === undefined) return;
  event.preventDefault();
  const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  if (tool !== undefined && giveTo !== undefined) giveTool(giveTo, tool);
  else if (start && insertInto !== undefined) insertNew(insertInto, start, at);
  else if (start) add(start, at);
}

/** A click on a handoff that the run has taken shows what went along it. */
function inspectTaken(handoff: string): void {
  const seq = useRun.getState().handoffs.get(handoff)?.seq;
  if (seq !== undefined) inspect(seq);
}
