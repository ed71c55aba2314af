/**
 * The document as React Flow's nodes and edges. The same document node always gives the same flow node, so that an edit
 * or a drag touches only what it changes. How a run is going is not in here: cards and lines read that by id.
 */
import type { Handoff, Position } from '@baton/shared/graph';
import type { Node as GraphNode } from '@baton/shared/nodes';
import { type Edge, type Node, Position as Side } from '@xyflow/react';
import { cardLabelIds } from '../nodes/Card.tsx';
import { cardHeight, cardWidth } from './sizes.ts';

export type CardNode = Node<{ node: GraphNode }, 'card'>;
export type HandoffEdgeType = Edge<{ handoff: Handoff }, 'handoff'>;

/** Said for each card by screen readers; the text stands in Canvas.tsx. */
export const hintId = 'canvas-hint';

const size = { width: cardWidth, height: cardHeight };
const port = { width: 1, height: 1, y: cardHeight / 2 };
const handles: NonNullable<CardNode['handles']> = [
  { type: 'source', position: Side.Right, ...port, x: cardWidth },
  { type: 'target', position: Side.Left, ...port, x: 0 },
];

interface Variants<Flow> {
  plain?: Flow;
  selected?: Flow;
}

const cards = new WeakMap<GraphNode, Variants<CardNode>>();

/** @param at where it stands, which while it is dragged is not where the document has it. */
export function toCard(node: GraphNode, selected: boolean, at: Position): CardNode {
  const known = cards.get(node) ?? {};
  cards.set(node, known);
  const which = selected ? 'selected' : 'plain';
  const before = known[which];
  if (before && before.position.x === at.x && before.position.y === at.y) return before;
  const card: CardNode = {
    id: node.id,
    type: 'card',
    position: at,
    data: { node },
    selected,
    // Known beforehand, so that React Flow need not measure before it draws.
    ...size,
    measured: size,
    handles,
    domAttributes: { 'aria-labelledby': cardLabelIds(node.id), 'aria-describedby': hintId },
  };
  known[which] = card;
  return card;
}

const edges = new WeakMap<Handoff, Variants<HandoffEdgeType>>();

/** @param label what a screen reader calls it. */
export function toEdge(handoff: Handoff, selected: boolean, label: string): HandoffEdgeType {
  const known = edges.get(handoff) ?? {};
  edges.set(handoff, known);
  const which = selected ? 'selected' : 'plain';
  const before = known[which];
  if (before?.ariaLabel === label) return before;
  const edge: HandoffEdgeType = {
    id: handoff.id,
    type: 'handoff',
    source: handoff.from,
    target: handoff.to,
    data: { handoff },
    selected,
    ariaLabel: label,
    // Reached from its nodes with the arrow keys; the Tab key goes from node to node.
    domAttributes: { tabIndex: -1 },
  };
  known[which] = edge;
  return edge;
}
