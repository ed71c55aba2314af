/** The open canvas, for whoever works it from outside: actions, menus and keys. What it shows beside the graph is here too. */
import type { Position } from '@baton/shared/graph';
import { create } from 'zustand';
import { recall, remember } from '../ui/remembered.ts';
import type { PickerFor } from './picker.ts';
import type { Guide } from './guides.ts';
import { type Flow, viewOf } from './view.ts';

/** What a drag on the empty canvas does: it selects what it encloses, or it moves the view. */
export type DragTool = 'select' | 'hand';

export interface CanvasStore {
  /** `edit` shows what is selected for editing. */
  open: { flow: Flow; element: HTMLElement; edit: () => void } | undefined;
  /** The choice of a node that is being made, and where on the screen. */
  picker: PickerFor | undefined;
  tool: DragTool;
  outline: boolean;
  /** Undefined while nobody has said: then a large graph has a map. */
  map: boolean | undefined;
  finding: boolean;
  arranging: boolean;
  /** Lines to which what is dragged is aligned. */
  guides: readonly Guide[];
  /** The handoff into which what is dragged would be put. */
  insertInto: string | undefined;
  /** The agent to which the tool that is dragged would be given. */
  giveTo: string | undefined;
  /** The note whose text is being written. */
  writing: string | undefined;
}

const closed = {
  open: undefined,
  picker: undefined,
  finding: false,
  arranging: false,
  guides: [],
  insertInto: undefined,
  giveTo: undefined,
  writing: undefined,
} as const satisfies Partial<CanvasStore>;

export const useCanvas = create<CanvasStore>(() => ({
  ...closed,
  tool: recall('drag-tool') === 'hand' ? 'hand' : 'select',
  outline: recall('outline') === 'shown',
  map: { shown: true, hidden: false }[recall('map') ?? ''],
}));

export const closeCanvas = (): void => useCanvas.setState(closed);

export function setTool(tool: DragTool): void {
  remember('drag-tool', tool);
  useCanvas.setState({ tool });
}

export function showOutline(outline: boolean): void {
  remember('outline', outline ? 'shown' : 'hidden');
  useCanvas.setState({ outline });
}

/** A smaller graph needs no map, unless somebody wants one; of nothing there is none. */
const worthMapping = 12;
export const isMapped = ({ map }: Pick<CanvasStore, 'map'>, nodes: number): boolean =>
  nodes > 0 && (map ?? nodes > worthMapping);

export function showMap(map: boolean): void {
  remember('map', map ? 'shown' : 'hidden');
  useCanvas.setState({ map });
}

let pointer: { x: number; y: number } | undefined;

/** Remembers where the pointer is over the canvas, on the screen. */
export function pointAt(at: { x: number; y: number } | undefined): void {
  pointer = at;
}

/** What of the canvas is under the pointer; undefined while that is elsewhere. */
export function pointedAt(): Position | undefined {
  const { open } = useCanvas.getState();
  return open && pointer && open.flow.screenToFlowPosition(pointer, { snapToGrid: false });
}

/** Where something new shall be: under the pointer, or in the middle of what is in sight. In canvas units. */
export function newPlace(): Position {
  const { open } = useCanvas.getState();
  if (!open) return { x: 0, y: 0 };
  const pointed = pointedAt();
  if (pointed) return pointed;
  const { x, y, width, height } = viewOf(open.flow, open.element);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where a place of the canvas is on the screen. */
export const onScreen = (place: Position): Position =>
  useCanvas.getState().open?.flow.flowToScreenPosition(place) ?? place;
