/** The open graph as a canvas: cards and handoffs, and every gesture on them. */
import '@xyflow/react/dist/base.css';
import { type Graph, nodesOf } from '@baton/shared/graph';
import { type NodeKind, nodeKinds } from '@baton/shared/nodes';
import { Background, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useDocument } from '../document/document.ts';
import { nodeDragType } from '../nodes/drag.ts';
import { inspect, useRun } from '../run/runStore.ts';
import { useRememberedChoice } from '../ui/remembered.ts';
import styles from './Canvas.module.css';
import { ConnectionLine } from './ConnectionLine.tsx';
import { Flights } from './Flights.tsx';
import { type CardNode, type HandoffEdgeType, hintId } from './flow.ts';
import { add } from './gestures.ts';
import { HandoffEdge } from './HandoffEdge.tsx';
import { keyboardHint, pressed } from './keyboard.ts';
import { NodeCard } from './NodeCard.tsx';
import { drawPicture, measureAgain } from './picture.ts';
import { placesOf } from './places.ts';
import { grid } from './sizes.ts';
import { Toolbar } from './Toolbar.tsx';
import { useArranging } from './useArranging.ts';
import { useConnecting } from './useConnecting.ts';
import { useFlow } from './useFlow.ts';
import { distanceAt, fitAll, leastZoom, mostZoom } from './view.ts';
import { onFont } from './words.ts';

const nodeTypes = { card: NodeCard };
const edgeTypes = { handoff: HandoffEdge };
const snapGrid: [number, number] = [grid, grid];
/** From here on only what is in sight is drawn. */
const many = 300;
/** A smaller graph needs no map, unless somebody wants one. */
const worthMapping = 12;
const easeMs = 240;

export interface CanvasProps {
  /** Enter on a node or a handoff: shows it for editing. */
  onOpen?: () => void;
}

export function Canvas({ onOpen = () => undefined }: CanvasProps) {
  const graph = useDocument((document) => document.graph);
  if (!graph) return null;
  return (
    <ReactFlowProvider key={graph.id}>
      <OpenCanvas graph={graph} onOpen={onOpen} />
    </ReactFlowProvider>
  );
}

function OpenCanvas({ graph, onOpen }: Required<CanvasProps> & { graph: Graph }) {
  const canvas = useRef<HTMLDivElement>(null);
  const flow = useReactFlow<CardNode, HandoffEdgeType>();
  const { nodes, edges, onNodesChange, onEdgesChange } = useFlow(graph);
  const connecting = useConnecting(flow, canvas);
  const [mapChoice, setMap] = useRememberedChoice('map', ['auto', 'shown', 'hidden'], 'auto');
  const map = mapChoice === 'auto' ? nodes.length > worthMapping : mapChoice === 'shown';

  const fit = useCallback((ms = easeMs) => canvas.current && fitAll(flow, canvas.current, ms), [flow]);
  const { arranging, arrangeAll } = useArranging(graph, fit);

  useLayoutEffect(() => drawPicture(graph, placesOf(graph)), [graph]);
  useEffect(
    () =>
      onFont(() => {
        const { graph: now } = useDocument.getState();
        measureAgain();
        if (now) drawPicture(now, placesOf(now));
      }),
    [],
  );

  const zoom = (by: 'in' | 'out' | 'life'): void => {
    const options = { duration: easeMs };
    void { in: flow.zoomIn, out: flow.zoomOut, life: (to: typeof options) => flow.zoomTo(1, to) }[by](options);
  };
  /** Set without drawing the cards anew: style sheets do the rest. */
  const tellZoom = (_: unknown, viewport: { zoom: number }): void =>
    canvas.current?.setAttribute('data-zoom', distanceAt(viewport.zoom));

  return (
    <div className={styles['canvas']} ref={canvas}>
      <span id={hintId} hidden>
        {keyboardHint}
      </span>
      <ReactFlow<CardNode, HandoffEdgeType>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...connecting}
        connectionLineComponent={ConnectionLine}
        connectionRadius={12}
        onEdgeClick={(_, edge) => inspectTaken(edge.id)}
        onInit={() => fit(0)}
        onMove={tellZoom}
        onKeyDown={(event) => pressed(event, onOpen)}
        onDragOver={allowDrop}
        onDrop={(event) => {
          const kind = event.dataTransfer.getData(nodeDragType);
          if (isKind(kind)) add(kind, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
        }}
        snapToGrid
        snapGrid={snapGrid}
        minZoom={leastZoom}
        maxZoom={mostZoom}
        nodeDragThreshold={3}
        panOnScroll
        selectionOnDrag={false}
        elevateNodesOnSelect={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        onlyRenderVisibleElements={nodesOf(graph).length > many}
      >
        <Background gap={grid * 3} size={1.5} color="var(--dots)" />
        {map && (
          <MiniMap
            pannable
            zoomable
            ariaLabel="Map"
            className={styles['map'] ?? ''}
            nodeClassName={styles['mapped'] ?? ''}
          />
        )}
        <Flights />
        <Toolbar
          zoom={zoom}
          fit={() => fit()}
          arrange={arrangeAll}
          arranging={arranging}
          map={map}
          toggleMap={() => setMap(map ? 'hidden' : 'shown')}
        />
      </ReactFlow>
    </div>
  );
}

const isKind = (kind: string): kind is NodeKind => Object.hasOwn(nodeKinds, kind);

function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(nodeDragType)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** A click on a handoff that the run has taken shows what went along it. */
function inspectTaken(handoff: string): void {
  const seq = useRun.getState().handoffs.get(handoff)?.seq;
  if (seq !== undefined) inspect(seq);
}
