/** The canvas by keyboard: arrows walk the graph, with other keys held they move and size; Enter opens. */
import type { Graph } from '@baton/shared/graph';
import type { KeyboardEvent } from 'react';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { useCanvas } from './control.ts';
import { noteIdOf } from './flow.ts';
import { focusSpot, reach, selectSpot, toggleSpot } from './focus.ts';
import { nudge, sizeNote } from './gestures.ts';
import { placesOf } from './places.ts';
import { grid } from './sizes.ts';
import { type Direction, isDirection, type Spot, stepFrom } from './walking.ts';

const steps = {
  ArrowLeft: { x: -grid, y: 0 },
  ArrowRight: { x: grid, y: 0 },
  ArrowUp: { x: 0, y: -grid },
  ArrowDown: { x: 0, y: grid },
} as const;

export const keyboardHint =
  'Arrow keys walk along handoffs, with Shift they move the node. C hands over, Enter opens it for editing, Delete removes it.';

/** What is no action of its own, for the list of shortcuts. */
export const canvasKeys: readonly { keys: string; words: string }[] = [
  { keys: 'arrows', words: 'Walk along handoffs' },
  { keys: 'mod+arrows', words: 'Walk, and keep what is selected' },
  { keys: 'shift+space', words: 'Select this too, or no longer' },
  { keys: 'shift+arrows', words: 'Move what is selected' },
  { keys: 'alt+arrows', words: 'Size the note' },
  { keys: 'enter', words: 'Edit' },
];

/** @param open shows what is selected for editing. */
export function pressed(event: KeyboardEvent, open: () => void): void {
  const { graph } = useDocument.getState();
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const spot = spotOf(event.target);
  // A key means what has the focus; actions look at the selection.
  if (spot && !isSelected(spot) && !keepsSelection(event)) selectSpot(spot);
  if (!graph) return;
  if (isDirection(event.key)) return arrow(event, event.key, graph, spot);
  if (event.ctrlKey || event.metaKey || event.altKey || !spot) return;
  if (event.key === ' ' && event.shiftKey) {
    event.preventDefault();
    toggleSpot(spot);
  } else if (event.key === ' ') {
    event.preventDefault();
    selectSpot(spot);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    selectSpot(spot);
    if (spot.in === 'note') useCanvas.setState({ writing: spot.id });
    else open();
  }
}

function arrow(event: KeyboardEvent, direction: Direction, graph: Graph, spot: Spot | undefined): void {
  const [shift, alt, mod] = [event.shiftKey, event.altKey, event.ctrlKey || event.metaKey];
  const step = steps[direction];
  if (shift && !alt && !mod) nudge(step);
  else if (alt && !shift && !mod && spot?.in === 'note') sizeNote(spot.id, step);
  else if (!shift && !alt) {
    const next = spot ? stepFrom(graph, placesOf(graph), spot, direction) : { in: 'node' as const, id: graph.entry };
    if (next && mod) reach(next);
    else if (next) focusSpot(next);
  } else return;
  event.preventDefault();
}

const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];

/** Keys that go elsewhere, or add to what is selected. */
const keepsSelection = ({ key, shiftKey, altKey }: KeyboardEvent): boolean =>
  key === 'Tab' || modifiers.includes(key) || (isDirection(key) && !shiftKey && !altKey) || (key === ' ' && shiftKey);

export function isSelected({ in: kind, id }: Spot): boolean {
  const { nodes, handoffs, notes } = useSelection.getState();
  return { node: nodes, handoff: handoffs, note: notes }[kind].includes(id);
}

/** What a key or a pointer is on. */
export function spotOf(target: EventTarget): Spot | undefined {
  const element =
    target instanceof Element ? target.closest('.react-flow__node, .react-flow__edge, [data-handoff]') : null;
  const handoff = element?.getAttribute('data-handoff');
  if (handoff) return { in: 'handoff', id: handoff };
  const id = element?.getAttribute('data-id');
  if (!element || id === null || id === undefined) return undefined;
  if (element.classList.contains('react-flow__edge')) return { in: 'handoff', id };
  const note = noteIdOf(id);
  return note === undefined ? { in: 'node', id } : { in: 'note', id: note };
}
