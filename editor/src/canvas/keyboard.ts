/** The canvas by keyboard: arrows walk the graph, with Shift they move what is selected, Enter opens. */
import type { KeyboardEvent } from 'react';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { useCanvas } from './control.ts';
import { noteIdOf } from './flow.ts';
import { focusSpot, selectSpot } from './focus.ts';
import { nudge } from './gestures.ts';
import { placesOf } from './places.ts';
import { grid } from './sizes.ts';
import { isDirection, type Spot, stepFrom } from './walking.ts';

const steps = {
  ArrowLeft: { x: -grid, y: 0 },
  ArrowRight: { x: grid, y: 0 },
  ArrowUp: { x: 0, y: -grid },
  ArrowDown: { x: 0, y: grid },
} as const;

export const keyboardHint =
  'Arrow keys walk along handoffs, with Shift they move the node. C hands over, Enter opens it for editing, Delete removes it.';

/** @param open shows what is selected for editing. */
export function pressed(event: KeyboardEvent, open: () => void): void {
  const { graph } = useDocument.getState();
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const spot = spotOf(event.target);
  // A key means what has the focus; actions look at the selection.
  if (spot && !isSelected(spot) && !isWalk(event) && event.key !== 'Tab' && event.key !== 'Shift') selectSpot(spot);
  if (!graph || event.ctrlKey || event.metaKey || event.altKey) return;
  if (spot && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    selectSpot(spot);
    if (event.key !== 'Enter') return;
    if (spot.in === 'note') useCanvas.setState({ writing: spot.id });
    else open();
  } else if (isDirection(event.key)) {
    event.preventDefault();
    if (event.shiftKey) return nudge(steps[event.key]);
    const next = spot ? stepFrom(graph, placesOf(graph), spot, event.key) : { in: 'node' as const, id: graph.entry };
    if (next) focusSpot(next);
  }
}

const isWalk = ({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  isDirection(key) && !shiftKey && !altKey && !ctrlKey && !metaKey;

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
