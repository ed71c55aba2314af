/**
 * The document as React Flow's nodes and edges. The same document node always gives the same flow node, so that an edit
 * or a drag touches only what it changes. How a run is going is not in here: cards and lines read that by id.
 */
import type { Handoff, Note, Position } from '@baton/shared/graph';
import type { Node as GraphNode } from '@baton/shared/nodes';
import { type Edge, type Node, Position as Side } from '@xyflow/react';
import { cardLabelIds } from '../nodes/Card.tsx';
import { cardHeight, cardWidth, noteSize } from './sizes.ts';

export type CardNode = Node<{ node: GraphNode }, 'card'>;
export type NoteNode = Node<{ note: Note }, 'note'>;
export type FlowNode = CardNode | NoteNode;
export type HandoffEdgeType = Edge<{ handoff: Handoff }, 'handoff'>;

/** Said for each card by screen readers; the text stands in Canvas.tsx. */
export const hintId = 'canvas-hint';

/** A note may have the id of a node; React Flow has one list for both. No id has a colon. */
const notePrefix = 'note:';
export const noteFlowId = (id: string): string => `${notePrefix}${id}`;
/** @returns the id of the note that a flow node stands for; undefined where it stands for a node. */
export const noteIdOf = (flowId: string): string | undefined =>
  flowId.startsWith(notePrefix) ? flowId.slice(notePrefix.length) : undefined;

const size = { width: cardWidth, height: cardHeight };
const port = { width: 1, height: 1, y: cardHeight / 2 };
const handles: NonNullable<CardNode['handles']> = [
  { type: 'source', position: Side.Right, ...port, x: cardWidth },
  { type: 'target', position: Side.Left, ...port, x: 0 },
];

/** What was made of an entry of the document, once selected and once not. */
type Known<Entry extends object, Flow> = WeakMap<Entry, { plain?: Flow; selected?: Flow }>;

/** @param fits whether what was made before still holds. */
function remembered<Entry extends object, Flow>(
  known: Known<Entry, Flow>,
  [entry, selected]: [Entry, boolean],
  fits: (flow: Flow) => boolean,
  make: () => Flow,
): Flow {
  const variants = known.get(entry) ?? {};
  known.set(entry, variants);
  const which = selected ? 'selected' : 'plain';
  const before = variants[which];
  if (before && fits(before)) return before;
  const flow = make();
  variants[which] = flow;
  return flow;
}

const isAt =
  (at: Position) =>
  ({ position }: { position: Position }): boolean =>
    position.x === at.x && position.y === at.y;

const cards: Known<GraphNode, CardNode> = new WeakMap();

/** @param at where it stands, which while it is dragged is not where the document has it. */
export const toCard = (node: GraphNode, selected: boolean, at: Position): CardNode =>
  remembered(cards, [node, selected], isAt(at), () => ({
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
  }));

const notes: Known<Note, NoteNode> = new WeakMap();

export const toNote = (note: Note, selected: boolean, at: Position): NoteNode =>
  remembered(notes, [note, selected], isAt(at), () => ({
    id: noteFlowId(note.id),
    type: 'note',
    position: at,
    data: { note },
    selected,
    ...noteSize(note),
    measured: noteSize(note),
    handles: [],
    connectable: false,
    // Behind cards and lines: what it is about stands on it.
    zIndex: -1,
    ariaLabel: `Note: ${note.text || 'empty'}`,
    domAttributes: { 'aria-describedby': hintId },
  }));

const edges: Known<Handoff, HandoffEdgeType> = new WeakMap();

/** @param label what a screen reader calls it. */
export const toEdge = (handoff: Handoff, selected: boolean, label: string): HandoffEdgeType =>
  remembered(
    edges,
    [handoff, selected],
    ({ ariaLabel }) => ariaLabel === label,
    () => ({
      id: handoff.id,
      type: 'handoff',
      source: handoff.from,
      target: handoff.to,
      data: { handoff },
      selected,
      ariaLabel: label,
      // Reached from its nodes with the arrow keys; the Tab key goes from node to node.
      domAttributes: { tabIndex: -1 },
    }),
  );
