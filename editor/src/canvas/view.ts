/** What of the canvas is in sight: everything at the start, and as far away as the semantic zoom needs to know. */
import type { ReactFlowInstance } from '@xyflow/react';
import type { CardNode, HandoffEdgeType } from './flow.ts';
import { type Box, boundsOf, span } from './routes/geometry.ts';
import { usePicture } from './picture.ts';

export type Flow = ReactFlowInstance<CardNode, HandoffEdgeType>;

/** How much of a card can be read: all of it, its name and description, or its name. */
export const distanceAt = (zoom: number): 'near' | 'middle' | 'far' =>
  zoom >= 0.7 ? 'near' : zoom >= 0.4 ? 'middle' : 'far';
export const [leastZoom, mostZoom] = [0.1, 2];
const padding = 32;
/** The toolbar lies over the lower edge. */
const toolbar = 32;

/** Brings all cards, lines and labels into sight, never larger than life. */
export function fitAll(flow: Flow, canvas: Element, ms = 0): void {
  const bounds = boundsOf(everything());
  const { clientWidth, clientHeight } = canvas;
  if (!bounds || clientWidth === 0 || clientHeight === 0) return;
  const across = (clientWidth - 2 * padding) / bounds.width;
  const down = (clientHeight - 2 * padding - toolbar) / bounds.height;
  const zoom = Math.max(leastZoom, Math.min(1, across, down));
  const x = clientWidth / 2 - (bounds.x + bounds.width / 2) * zoom;
  const y = (clientHeight - toolbar) / 2 - (bounds.y + bounds.height / 2) * zoom;
  void flow.setViewport({ x, y, zoom }, { duration: ms });
}

function* everything(): Generator<Box> {
  const { cards, routes } = usePicture.getState();
  yield* cards.values();
  for (const { points, label } of routes.values()) {
    for (const point of points) yield span(point, point);
    if (label) yield label.box;
  }
}
