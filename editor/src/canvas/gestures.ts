/** What a gesture on the canvas does to the document: one step each, that undo takes back. Here: moving and sizing. */
import { type Graph, moveNodes, moveNotes, notesOf, type Position, updateNote } from '@baton/shared/graph';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { noteFlowId, noteIdOf } from './flow.ts';
import { aligned, distributed, type Edge } from './ordering.ts';
import { placesOf } from './places.ts';
import type { Box } from './routes/geometry.ts';
import { cardHeight, cardWidth, leastNote, noteSize } from './sizes.ts';
import { nameIn } from './words.ts';

export interface Things {
  nodes: ReadonlyMap<string, Position>;
  notes: ReadonlyMap<string, Position>;
}

/** @param places by React Flow's ids. */
export function thingsAt(places: ReadonlyMap<string, Position>): Things {
  const nodes = new Map<string, Position>();
  const notes = new Map<string, Position>();
  for (const [id, position] of places) {
    const note = noteIdOf(id);
    if (note === undefined) nodes.set(id, position);
    else notes.set(note, position);
  }
  return { nodes, notes };
}

const put = (graph: Graph, { nodes, notes }: Things): Graph => moveNotes(moveNodes(graph, nodes), notes);

function wordsFor(graph: Graph, { nodes, notes }: Things): string {
  const [node] = nodes.keys();
  if (nodes.size === 1 && node !== undefined && notes.size === 0) return nameIn(graph, node);
  if (nodes.size === 0) return notes.size === 1 ? 'a note' : `${notes.size} notes`;
  return nodes.size === 1 ? 'a node and its note' : `${nodes.size} nodes`;
}

/** @param merge folds moves in a row into one step: pressing an arrow key again and again. */
export function move(things: Partial<Things>, merge?: string): void {
  const { graph, edit } = useDocument.getState();
  const all: Things = { nodes: new Map(), notes: new Map(), ...things };
  if (!graph || all.nodes.size + all.notes.size === 0) return;
  edit(`Move ${wordsFor(graph, all)}`, (now) => put(now, all), merge === undefined ? {} : { merge });
}

/** @param places by React Flow's ids. */
export const moveAll = (places: ReadonlyMap<string, Position>): void => move(thingsAt(places));

/** Where what is selected stands, as boxes. */
export function selectedBoxes(): { nodes: Map<string, Box>; notes: Map<string, Box> } {
  const { graph } = useDocument.getState();
  const { nodes, notes } = useSelection.getState();
  const places = graph ? placesOf(graph) : new Map<string, Position>();
  const chosen = new Set(notes);
  return {
    nodes: new Map(
      nodes.flatMap((id) => {
        const at = places.get(id);
        return at ? [[id, { ...at, width: cardWidth, height: cardHeight }] as const] : [];
      }),
    ),
    notes: new Map(
      (graph ? notesOf(graph) : [])
        .filter(({ id }) => chosen.has(id))
        .map((note) => [note.id, { ...note.position, ...noteSize(note) }]),
    ),
  };
}

export function nudge(by: Position): void {
  const { nodes, notes } = selectedBoxes();
  const shifted = (boxes: ReadonlyMap<string, Box>): Map<string, Position> =>
    new Map([...boxes].map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]));
  move({ nodes: shifted(nodes), notes: shifted(notes) }, `nudge ${[...nodes.keys(), ...notes.keys()].join(' ')}`);
}

/** @param by how much wider and higher. */
export function sizeNote(id: string, by: Position): void {
  const { graph, edit } = useDocument.getState();
  const note = graph && notesOf(graph).find((entry) => entry.id === id);
  if (!note) return;
  const { width, height } = noteSize(note);
  const size = {
    width: Math.max(leastNote.width, width + by.x),
    height: Math.max(leastNote.height, height + by.y),
  };
  edit('Size a note', (now) => updateNote(now, id, { size }), { merge: `size ${id}` });
}

/** @param label what undo offers to take back. */
function order(label: string, change: (boxes: ReadonlyMap<string, Box>) => Map<string, Position>): void {
  const { nodes, notes } = selectedBoxes();
  const all = new Map([...nodes, ...[...notes].map(([id, box]) => [noteFlowId(id), box] as const)]);
  const things = thingsAt(change(all));
  useDocument.getState().edit(label, (now) => put(now, things));
}

export const alignSelection = (edge: Edge): void => order(`Align ${edge}`, (boxes) => aligned(boxes, edge));
export const distributeSelection = (axis: 'x' | 'y'): void => order('Distribute', (boxes) => distributed(boxes, axis));

/** @param places where layout puts the nodes. */
export function arrange(places: ReadonlyMap<string, Position>): void {
  useDocument.getState().edit('Arrange', (now) => moveNodes(now, places));
}
