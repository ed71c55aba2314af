/** What is done with one handoff: a node put into it, led elsewhere, asked earlier or later. */
import { ArrowDownNarrowWide, ArrowUpNarrowWide, Route, Split, Waypoints } from 'lucide-react';
import { askIn, turnOf } from '../../canvas/changing.ts';
import { onScreen, useCanvas } from '../../canvas/control.ts';
import { usePicture } from '../../canvas/picture.ts';
import type { PickerFor } from '../../canvas/picker.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import type { Action } from './action.ts';

const oneHandoff = (): string | undefined => {
  const { nodes, handoffs } = useSelection.getState();
  return handoffs.length === 1 && nodes.length === 0 ? handoffs[0] : undefined;
};

function ask(what: { to: 'insert' } | { to: 'redirect'; end: 'from' | 'to' }): void {
  const handoff = oneHandoff();
  const route = handoff === undefined ? undefined : usePicture.getState().routes.get(handoff);
  if (handoff === undefined || !route) return;
  const ends = { from: route.start, to: route.end };
  const at = what.to === 'redirect' ? ends[what.end] : (route.label?.box ?? route.start);
  const picker: PickerFor = { ...what, handoff, screen: onScreen({ x: at.x, y: at.y + 24 }) };
  useCanvas.setState({ picker });
}

export const insertNode: Action = {
  id: 'insert-node',
  group: 'Canvas',
  label: () => 'Insert a node',
  icon: Waypoints,
  shortcuts: ['i'],
  needs: 'edit',
  enabled: () => oneHandoff() !== undefined,
  run: () => ask({ to: 'insert' }),
};

export const redirect: Action = {
  id: 'redirect',
  group: 'Canvas',
  label: () => 'Lead elsewhere …',
  icon: Route,
  shortcuts: ['r'],
  needs: 'edit',
  enabled: () => oneHandoff() !== undefined,
  run: () => ask({ to: 'redirect', end: 'to' }),
};

export const redirectStart: Action = {
  id: 'redirect-start',
  group: 'Canvas',
  label: () => 'Lead from elsewhere …',
  icon: Split,
  shortcuts: ['shift+r'],
  needs: 'edit',
  enabled: () => oneHandoff() !== undefined,
  run: () => ask({ to: 'redirect', end: 'from' }),
};

function turn(): { index: number; count: number } | undefined {
  const { graph } = useDocument.getState();
  const handoff = oneHandoff();
  return graph && handoff !== undefined ? turnOf(graph, handoff) : undefined;
}

function move(by: -1 | 1): void {
  const handoff = oneHandoff();
  if (handoff !== undefined) askIn(handoff, by);
}

export const askEarlier: Action = {
  id: 'ask-earlier',
  group: 'Canvas',
  label: () => 'Ask earlier',
  icon: ArrowUpNarrowWide,
  shortcuts: ['alt+arrowup'],
  needs: 'edit',
  enabled: () => (turn()?.index ?? 0) > 0,
  run: () => move(-1),
};

export const askLater: Action = {
  id: 'ask-later',
  group: 'Canvas',
  label: () => 'Ask later',
  icon: ArrowDownNarrowWide,
  shortcuts: ['alt+arrowdown'],
  needs: 'edit',
  enabled() {
    const now = turn();
    return now !== undefined && now.index < now.count - 1;
  },
  run: () => move(1),
};

export const handoffActions = [
  insertNode,
  redirect,
  redirectStart,
  askEarlier,
  askLater,
] as const satisfies readonly Action[];
