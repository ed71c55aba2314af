/** Moving the view: nearer, farther, to everything or to what is selected. */
import { useSelection } from '../document/selection.ts';
import { useCanvas } from './control.ts';
import { easeMs, reveal } from './focus.ts';
import { viewOfAll } from './view.ts';
import type { Spot } from './walking.ts';

export function fitAll(): void {
  const { open } = useCanvas.getState();
  const all = open && viewOfAll(open.element);
  if (open && all) void open.flow.setViewport(all, { duration: easeMs() });
}

export const fitSelection = (): void => reveal(selectedSpots(), true);

/** Follows whoever goes to something from elsewhere. @returns what stops it. */
export const followSelection = (): (() => void) =>
  useSelection.subscribe((now, before) => {
    if (now.gone !== before.gone) reveal(selectedSpots());
  });

function selectedSpots(): Spot[] {
  const { nodes, handoffs, notes } = useSelection.getState();
  return [
    ...nodes.map((id) => ({ in: 'node' as const, id })),
    ...handoffs.map((id) => ({ in: 'handoff' as const, id })),
    ...notes.map((id) => ({ in: 'note' as const, id })),
  ];
}

export function zoom(by: 'in' | 'out' | 'life'): void {
  const { open } = useCanvas.getState();
  if (!open) return;
  const options = { duration: easeMs() };
  if (by === 'in') void open.flow.zoomIn(options);
  else if (by === 'out') void open.flow.zoomOut(options);
  else void open.flow.zoomTo(1, options);
}
