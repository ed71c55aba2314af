/** Edits of notes: graph in, graph out. An id that is not there changes nothing. */
import type { Graph, Note } from '../schema.ts';
import { freeId } from './fresh.ts';
import { filtered, mapped, patched } from './patch.ts';

export const notesOf = (graph: Graph): readonly Note[] => graph.notes ?? [];

/** New values for a note's fields; undefined takes a field away. */
export type NotePatch = Partial<Omit<Note, 'id'>>;

export function addNote(graph: Graph, note: Omit<Note, 'id'>): { graph: Graph; id: string } {
  const id = freeId(
    'note',
    notesOf(graph).map((other) => other.id),
  );
  return { graph: patched(graph, { notes: [...notesOf(graph), { id, ...note }] }), id };
}

export function updateNote(graph: Graph, id: string, patch: NotePatch): Graph {
  return withNotes(graph, (note) => (note.id === id ? patched(note, whole(patch)) : note));
}

export function removeNotes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = new Set(ids);
  const notes = filtered(notesOf(graph), ({ id }) => !gone.has(id));
  if (graph.notes === undefined || notes === graph.notes) return graph;
  return patched(graph, { notes: notes.length === 0 ? undefined : [...notes] });
}

/** @param positions where each note goes, by id. */
export function moveNotes(graph: Graph, positions: ReadonlyMap<string, Note['position']>): Graph {
  return withNotes(graph, (note) => {
    const to = positions.get(note.id);
    const { position } = whole({ position: to ?? note.position });
    const same = position?.x === note.position.x && position.y === note.position.y;
    return to && position && !same ? patched(note, { position }) : note;
  });
}

function withNotes(graph: Graph, change: (note: Note) => Note): Graph {
  const notes = mapped(notesOf(graph), change);
  return graph.notes === undefined || notes === graph.notes ? graph : patched(graph, { notes: [...notes] });
}

/** Whole pixels are written, and no -0. */
function whole({ position, size, ...rest }: NotePatch): NotePatch {
  const round = (value: number): number => Math.round(value) + 0;
  return {
    ...rest,
    ...(position && { position: { x: round(position.x), y: round(position.y) } }),
    ...(size && { size: { width: round(size.width), height: round(size.height) } }),
  };
}
