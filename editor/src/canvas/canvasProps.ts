/** What the canvas is given from outside, and how it begins. */
import type { Viewport } from '@xyflow/react';
import type { Spot } from './walking.ts';

export interface CanvasProps {
  /** Enter on a node or a handoff: shows it for editing. */
  onOpen?: () => void;
  /** The menu of a node, a handoff, a note, or of the canvas where `on` is undefined; what is meant is selected. */
  onMenu?: (at: { x: number; y: number }, on: Spot | undefined) => void;
}

/** How the canvas begins: known before anything is drawn, so that a card is not drawn large only to be drawn small. */
export interface Start {
  viewport: Viewport;
  width: number;
  height: number;
}
