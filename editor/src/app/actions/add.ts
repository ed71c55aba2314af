/** A new node of each kind: from the palette, and from wherever actions are found. */
import { addNode, findNode, freshNode, type Graph, nodesOf, type Position } from '@baton/shared/graph';
import { nodeKinds, type NodeKind } from '@baton/shared/nodes';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import { iconOf } from '../../ui/Icon.tsx';
import type { Action } from './action.ts';

const kinds = Object.keys(nodeKinds) as NodeKind[];

export const adding: readonly (Action & { kind: NodeKind })[] = kinds.map((kind) => ({
  id: `add-${kind}`,
  kind,
  group: 'Edit',
  label: () => `Add ${nodeKinds[kind].title}`,
  icon: iconOf(nodeKinds[kind].icon),
  shortcuts: [],
  enabled: () => useDocument.getState().graph !== undefined,
  run: () => add(kind),
}));

function add(kind: NodeKind): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const node = freshNode(graph, kind, freePlace(graph, useSelection.getState().nodes[0]));
  edit(`Add ${node.name ?? node.id}`, (now) => addNode(now, node));
  useSelection.getState().select({ nodes: [node.id] });
}

const step = { x: 320, y: 128 };

/** To the right of the selected node or of everything, below what is already there. */
export function freePlace(graph: Graph, beside: string | undefined): Position {
  const places = nodesOf(graph).flatMap((node) => (node.position ? [node.position] : []));
  if (places.length === 0) return { x: 0, y: 0 };
  const anchor = beside === undefined ? undefined : findNode(graph, beside)?.position;
  const rightmost = places.reduce((best, place) => (place.x > best.x ? place : best));
  const at = { x: (anchor ?? rightmost).x + step.x, y: (anchor ?? rightmost).y };
  while (places.some(({ x, y }) => Math.abs(x - at.x) < step.x - 40 && Math.abs(y - at.y) < step.y - 16))
    at.y += step.y;
  return at;
}
