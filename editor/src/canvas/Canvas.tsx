/** The open graph as a canvas: cards, notes and handoffs, and every gesture on them. */
import '@xyflow/react/dist/base.css';
import { type Graph, nodesOf } from '@baton/shared/graph';
import { ReactFlowProvider, useStoreApi } from '@xyflow/react';
import { memo, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useDocument } from '../document/document.ts';
import { arrangeAll } from './arranging.ts';
import type { CanvasProps, Start } from './canvasProps.ts';
import styles from './Canvas.module.css';
import { listenToClipboard } from './clipboard.ts';
import { useCanvas } from './control.ts';
import { FindBar } from './FindBar.tsx';
import { hintId } from './flow.ts';
import { GraphFlow } from './GraphFlow.tsx';
import { keyboardHint } from './keyboard.ts';
import { NodePicker } from './NodePicker.tsx';
import { Outline } from './Outline.tsx';
import { drawPicture, measureAgain } from './picture.ts';
import { isUnplaced, placesOf } from './places.ts';
import { useUnhurried } from './useUnhurried.ts';
import { tellZoom, viewOfAll } from './view.ts';
import { followSelection } from './viewing.ts';
import { onFont } from './words.ts';

const nothing = (): void => undefined;

export function Canvas({ onOpen = nothing, onMenu = nothing }: CanvasProps) {
  const graph = useUnhurried(useDocument((document) => document.graph));
  if (!graph) return null;
  return (
    <ReactFlowProvider key={graph.id}>
      <OpenCanvas graph={graph} onOpen={onOpen} onMenu={onMenu} />
    </ReactFlowProvider>
  );
}

const OpenCanvas = memo(function OpenCanvas({ graph, onOpen, onMenu }: Required<CanvasProps> & { graph: Graph }) {
  const canvas = useRef<HTMLDivElement>(null);
  const outline = useCanvas((state) => state.outline);
  const [start, setStart] = useState<Start>();
  const store = useStoreApi();

  // Sizes and ends of all cards are known (see flow.ts): measuring each again would only delay the first picture.
  useLayoutEffect(() => store.setState({ updateNodeInternals: nothing }), [store]);
  useLayoutEffect(() => drawPicture(graph, placesOf(graph)), [graph]);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const { clientWidth: width, clientHeight: height } = canvas.current;
    const viewport = viewOfAll(canvas.current) ?? { x: 0, y: 0, zoom: 1 };
    tellZoom(canvas.current, viewport.zoom);
    startTransition(() => setStart({ viewport, width, height }));
  }, []);
  useEffect(listenToClipboard, []);
  useEffect(followSelection, []);
  useEffect(() => {
    const { graph: now } = useDocument.getState();
    if (now && isUnplaced(now)) arrangeAll();
  }, []);
  useEffect(
    () =>
      onFont(() => {
        const { graph: now } = useDocument.getState();
        measureAgain();
        if (now) drawPicture(now, placesOf(now));
      }),
    [],
  );

  return (
    <div className={styles['canvas']} ref={canvas}>
      <span id={hintId} hidden>
        {keyboardHint}
      </span>
      {start && <GraphFlow graph={graph} start={start} canvas={canvas} onOpen={onOpen} onMenu={onMenu} />}
      {nodesOf(graph).length === 0 && <p className={styles['empty']}>Drag a node here, or press A to add one.</p>}
      {outline && <Outline />}
      <FindBar />
      <NodePicker />
    </div>
  );
});
