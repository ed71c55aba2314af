/** What a gesture on the canvas does to the document: one step each, that undo takes back. */
import {
  addHandoff,
  addNode,
  findNode,
  freshHandoff,
  freshNode,
  type Graph,
  moveNodes,
  nodeName,
  type Position,
} from '@baton/shared/graph';
import type { NodeKind } from '@baton/shared/nodes';
import { mayConnect } from '@baton/shared/rules';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { toast } from '../ui/toast.ts';
import { cardHeight, cardWidth, grid } from './sizes.ts';

const nameIn = (graph: Graph, id: string): string => {
  const node = findNode(graph, id);
  return node ? nodeName(node) : id;
};

/** @param merge folds moves in a row into one step: pressing an arrow key again and again. */
export function move(places: ReadonlyMap<string, Position>, merge?: string): void {
  const { graph, edit } = useDocument.getState();
  const [first] = places.keys();
  if (!graph || first === undefined) return;
  const what = places.size === 1 ? nameIn(graph, first) : `${places.size} nodes`;
  edit(`Move ${what}`, (now) => moveNodes(now, places), merge === undefined ? {} : { merge });
}

export function connect(from: string, to: string): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const verdict = mayConnect(graph, from, to);
  if (!verdict.ok) return toast({ text: verdict.reason });
  const handoff = freshHandoff(graph, from, to);
  edit(`Connect ${nameIn(graph, from)} to ${nameIn(graph, to)}`, (now) => addHandoff(now, handoff));
  useSelection.getState().select({ handoffs: [handoff.id] });
}

/** @param center where the middle of its card shall be. */
export function add(kind: NodeKind, center: Position): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const node = freshNode(graph, kind, onGrid(center));
  edit(`Add ${nodeName(node)}`, (now) => addNode(now, node));
  useSelection.getState().select({ nodes: [node.id] });
}

/** A handoff that was dropped on nothing: the next node begins there. @param at the middle of its left side. */
export function addConnected(from: string, at: Position): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const node = freshNode(graph, 'agent', onGrid({ x: at.x + cardWidth / 2, y: at.y }));
  edit(`Add ${nodeName(node)} after ${nameIn(graph, from)}`, (now) => {
    const withNode = addNode(now, node);
    return addHandoff(withNode, freshHandoff(withNode, from, node.id));
  });
  useSelection.getState().select({ nodes: [node.id] });
}

const snapped = (value: number): number => Math.round(value / grid) * grid;
const onGrid = ({ x, y }: Position): Position => ({ x: snapped(x - cardWidth / 2), y: snapped(y - cardHeight / 2) });

/** @param places where layout puts the nodes. */
export function arrange(places: ReadonlyMap<string, Position>): void {
  useDocument.getState().edit('Arrange', (now) => moveNodes(now, places));
}
