/** The canvas by keyboard: arrows walk the graph, with Shift they move what is selected, Enter opens. */
import type { Position } from '@baton/shared/graph';
import type { KeyboardEvent } from 'react';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { move } from './gestures.ts';
import { placesOf } from './places.ts';
import { grid } from './sizes.ts';
import { isDirection, type Spot, stepFrom } from './walking.ts';

const steps = {
  ArrowLeft: { x: -grid, y: 0 },
  ArrowRight: { x: grid, y: 0 },
  ArrowUp: { x: 0, y: -grid },
  ArrowDown: { x: 0, y: grid },
} as const satisfies Record<string, Position>;

export const keyboardHint =
  'Arrow keys walk along handoffs, with Shift they move the node. Enter opens it for editing, Delete removes it.';

/** @param open shows what is selected for editing. */
export function pressed(event: KeyboardEvent, open: () => void): void {
  const { graph } = useDocument.getState();
  const spot = spotOf(event.target);
  if (!graph || event.ctrlKey || event.metaKey || event.altKey) return;
  if (spot && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    selectSpot(spot);
    if (event.key === 'Enter') open();
  } else if (spot && (event.key === 'Delete' || event.key === 'Backspace')) {
    // What has the focus is what is meant; the action that removes looks at the selection.
    if (!isSelected(spot)) selectSpot(spot);
  } else if (isDirection(event.key)) {
    event.preventDefault();
    if (event.shiftKey) return nudge(spot, steps[event.key]);
    const next = spot ? stepFrom(graph, placesOf(graph), spot, event.key) : { in: 'node' as const, id: graph.entry };
    if (next) focusSpot(event.currentTarget, next);
  }
}

function nudge(spot: Spot | undefined, by: Position): void {
  const { graph } = useDocument.getState();
  if (!graph) return;
  const { nodes } = useSelection.getState();
  const ids = spot?.in === 'node' && !nodes.includes(spot.id) ? [spot.id] : nodes;
  const places = placesOf(graph);
  const moved = ids.flatMap((id) => {
    const at = places.get(id);
    return at ? [[id, { x: at.x + by.x, y: at.y + by.y }] as const] : [];
  });
  move(new Map(moved), `nudge ${ids.join(' ')}`);
}

function isSelected({ in: kind, id }: Spot): boolean {
  const { nodes, handoffs } = useSelection.getState();
  return (kind === 'node' ? nodes : handoffs).includes(id);
}

const selectSpot = ({ in: kind, id }: Spot): void =>
  useSelection.getState().select(kind === 'node' ? { nodes: [id] } : { handoffs: [id] });

/** Walking selects, so that the inspector follows. */
function focusSpot(canvas: Element, spot: Spot): void {
  selectSpot(spot);
  const name = spot.in === 'node' ? 'react-flow__node' : 'react-flow__edge';
  const element = canvas.querySelector(`.${name}[data-id="${CSS.escape(spot.id)}"]`);
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus({ preventScroll: true });
}

function spotOf(target: EventTarget): Spot | undefined {
  const element = target instanceof Element ? target.closest('.react-flow__node, .react-flow__edge') : null;
  const id = element?.getAttribute('data-id');
  if (!element || id === null || id === undefined) return undefined;
  return { in: element.classList.contains('react-flow__node') ? 'node' : 'handoff', id };
}
