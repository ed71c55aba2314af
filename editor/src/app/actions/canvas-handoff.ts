/** What is done with one handoff: a node put into it, led elsewhere, asked earlier or later. */
import { ArrowDownNarrowWide, ArrowUpNarrowWide, Route, Waypoints } from 'lucide-react';
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

function ask(to: 'insert' | 'redirect'): void {
  const handoff = oneHandoff();
  const route = handoff === undefined ? undefined : usePicture.getState().routes.get(handoff);
  if (handoff === undefined || !route) return;
  const at = to === 'redirect' ? route.end : (route.label?.box ?? route.start);
  const picker: PickerFor = { to, handoff, screen: onScreen({ x: at.x, y: at.y + 24 }) };
  useCanvas.setState({ picker });
}

export const insertNode: Action = {
  id: 'insert-node',
  group: 'Canvas',
  label: () => 'Insert a node',
  icon: Waypoints,
  shortcuts: ['i'],
  enabled: () => oneHandoff() !== undefined,
  run: () => ask('insert'),
};

export const redirect: Action = {
  id: 'redirect',
  group: 'Canvas',
  label: () => 'Lead elsewhere …',
  icon: Route,
  shortcuts: ['r'],
  enabled: () => oneHandoff() !== undefined,
  run: () => ask('redirect'),
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
  enabled: () => (turn()?.index ?? 0) > 0,
  run: () => move(-1),
};

export const askLater: Action = {
  id: 'ask-later',
  group: 'Canvas',
  label: () => 'Ask later',
  icon: ArrowDownNarrowWide,
  shortcuts: ['alt+arrowdown'],
  enabled() {
    const now = turn();
    return now !== undefined && now.index < now.count - 1;
  },
  run: () => move(1),
};

export const handoffActions = [insertNode, redirect, askEarlier, askLater] as const satisfies readonly Action[];
