/** What of the canvas is in sight: everything at the start, and as far away as the semantic zoom needs to know. */
import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { create } from 'zustand';
import { notesOf } from '@baton/shared/graph';
import { useDocument } from '../document/document.ts';
import type { FlowNode, HandoffEdgeType } from './flow.ts';
import { type Box, boundsOf, span } from './routes/geometry.ts';
import { usePicture } from './picture.ts';
import { noteSize } from './sizes.ts';

export type Flow = ReactFlowInstance<FlowNode, HandoffEdgeType>;

/** How much of a card can be read: all of it, its name and description, or its name. */
export type Distance = 'near' | 'middle' | 'far';
const distanceAt = (zoom: number): Distance => (zoom >= readable ? 'near' : zoom >= 0.4 ? 'middle' : 'far');

/** How far away the canvas is looked at. Style sheets read it from `data-zoom`; what is left out from far away asks here. */
export const useDistance = create<Distance>(() => 'near');

/** How thick a line is drawn, in canvas units: from far away so that about a pixel of it is left. */
export const useLineWidth = create<number>(() => 1.5);

/** In steps, so that zooming does not draw every line anew all the time. */
const lineWidthAt = (zoom: number): number => Math.max(1.5, 0.75 * 2 ** Math.ceil(Math.log2(1 / zoom)));

/** From here on cards are specks in which no name can be read, and no port can be taken hold of. */
const speck = 0.12;
export const useSpeck = create<boolean>(() => false);

export function tellZoom(canvas: Element | null, zoom: number): void {
  const [distance, lineWidth] = [distanceAt(zoom), lineWidthAt(zoom)];
  canvas?.setAttribute('data-zoom', distance);
  canvas?.toggleAttribute('data-specks', zoom < speck);
  if (useSpeck.getState() !== zoom < speck) useSpeck.setState(zoom < speck, true);
  if (useDistance.getState() !== distance) useDistance.setState(distance, true);
  if (useLineWidth.getState() !== lineWidth) useLineWidth.setState(lineWidth, true);
}

export const [leastZoom, mostZoom] = [0.02, 2];
/** From here on a card can be read. */
export const readable = 0.7;
/** From here on the name on it can, if with effort. */
export const legible = 0.25;
const padding = 32;
/** The toolbar lies over the lower edge. */
const toolbar = 32;

/** What of the canvas is in sight, in its own units. */
export function viewOf(flow: Flow, canvas: Element): Box {
  const { x, y, zoom } = flow.getViewport();
  return { x: -x / zoom, y: -y / zoom, width: canvas.clientWidth / zoom, height: canvas.clientHeight / zoom };
}

/** What lies over the canvas: the map, the list, the search. In its own units. */
export function coversOf(flow: Flow, canvas: Element): Box[] {
  const { zoom } = flow.getViewport();
  return [...canvas.querySelectorAll('[data-cover], .react-flow__minimap')].map((cover) => {
    const { left, top, width, height } = cover.getBoundingClientRect();
    const { x, y } = flow.screenToFlowPosition({ x: left, y: top }, { snapToGrid: false });
    return { x, y, width: width / zoom, height: height / zoom };
  });
}

/** @returns where the canvas begins that the list leaves free, in pixels from its left edge; 0 where it would leave too little. */
export function besideList(canvas: Element): number {
  const list = canvas.querySelector('[data-cover="left"]');
  const right = list ? list.getBoundingClientRect().right - canvas.getBoundingClientRect().left : 0;
  return right < canvas.clientWidth / 2 ? right : 0;
}

/** The view in which all cards, lines and labels are in sight, never larger than life. */
export const viewOfAll = (canvas: Element): Viewport | undefined => viewOn(canvas, boundsOf(everything()));

/** The view in which a part is in the middle of the canvas and as large as it can be. */
export function viewOn(canvas: Element, part: Box | undefined): Viewport | undefined {
  const { clientWidth, clientHeight } = canvas;
  if (!part || clientWidth === 0 || clientHeight === 0) return undefined;
  const across = (clientWidth - 2 * padding) / part.width;
  const down = (clientHeight - 2 * padding - toolbar) / part.height;
  const zoom = Math.max(leastZoom, Math.min(1, across, down));
  const x = clientWidth / 2 - (part.x + part.width / 2) * zoom;
  const y = (clientHeight - toolbar) / 2 - (part.y + part.height / 2) * zoom;
  return { x, y, zoom };
}

function* everything(): Generator<Box> {
  const { cards, routes } = usePicture.getState();
  yield* cards.values();
  const { graph } = useDocument.getState();
  for (const note of graph ? notesOf(graph) : []) yield { ...note.position, ...noteSize(note) };
  for (const { points, label } of routes.values()) {
    for (const point of points) yield span(point, point);
    if (label) yield label.box;
  }
}
