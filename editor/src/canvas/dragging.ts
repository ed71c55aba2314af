/** One drag of cards and notes from its first step to the drop: aligned with others, with the lines following. */
import { findNode, type Graph, handoffsOf, notesOf, type Position } from '@baton/shared/graph';
import { pointedAt, useCanvas } from './control.ts';
import { noteFlowId, noteIdOf } from './flow.ts';
import { insertThere } from './adding.ts';
import { duplicateTo } from './clipboard.ts';
import { moveAll } from './gestures.ts';
import { align, type Guide } from './guides.ts';
import { handoffAt } from './hit.ts';
import { dragPicture, endDrag } from './picture.ts';
import { placesOf } from './places.ts';
import { type Box, meet } from './routes/geometry.ts';
import { cardHeight, cardWidth, noteSize } from './sizes.ts';
import { viewOf } from './view.ts';

/** By the ids of React Flow's nodes. */
export type Places = ReadonlyMap<string, Position>;

/** Keys that are held while something is dragged. */
export interface Held {
  /** What is dragged stays, and its copy is put down. */
  alt: boolean;
  /** Nothing is drawn to anything. */
  ctrl: boolean;
}

export interface Drag {
  /** @param to where the pointer has what is dragged. @returns where everything that goes along is shown. */
  step: (to: Places, held: Held) => Places;
  drop: (held: Held) => void;
  cancel: () => void;
}

/** How near an edge must come to be drawn, in pixels of the screen. */
const reach = 6;

export function startDrag(graph: Graph, ids: readonly string[]): Drag {
  const boxes = boxesOf(graph);
  const first = ids[0];
  const carried = ids.flatMap((id) => standingOn(id, boxes)).filter((id) => !ids.includes(id));
  const all = [...ids, ...carried];
  const going = new Set(all);
  const nodes = new Set(all.filter((id) => noteIdOf(id) === undefined));
  const draw = dragPicture(nodes);
  const others = inSight([...boxes].filter(([id]) => !going.has(id)).map(([, box]) => box));
  const only = ids.length === 1 && first !== undefined && isFree(graph, first) ? first : undefined;
  let places: Places = new Map();

  const at = (id: string, to: Position): Box => ({ ...(boxes.get(id) ?? { width: 0, height: 0 }), ...to });
  const clean = (): void => {
    endDrag();
    tell([], undefined);
  };

  return {
    step(to, { ctrl }) {
      const zoom = useCanvas.getState().open?.flow.getZoom() ?? 1;
      const moving = ids.map((id) => at(id, to.get(id) ?? boxes.get(id) ?? { x: 0, y: 0 }));
      const insertInto = only === undefined ? undefined : handoffUnder(moving[0], only);
      // Where it is put into a handoff, nobody means the alignment with others.
      const free = ctrl || insertInto !== undefined;
      const aligned = free ? { by: { x: 0, y: 0 }, guides: [] } : align(moving, others, reach / zoom);
      const [lead, start] = [moving[0], first === undefined ? undefined : boxes.get(first)];
      const by = {
        x: (lead?.x ?? 0) - (start?.x ?? 0) + aligned.by.x,
        y: (lead?.y ?? 0) - (start?.y ?? 0) + aligned.by.y,
      };
      places = new Map(
        all.map((id) => {
          const box = boxes.get(id) ?? { x: 0, y: 0 };
          return [id, { x: box.x + by.x, y: box.y + by.y }] as const;
        }),
      );
      if (nodes.size > 0) draw(new Map([...places].filter(([id]) => nodes.has(id))));
      tell(aligned.guides, insertInto);
      return places;
    },
    drop({ alt }) {
      const { insertInto } = useCanvas.getState();
      const place = only === undefined ? undefined : places.get(only);
      clean();
      if (places.size === 0) return;
      if (alt) duplicateTo(places);
      else if (insertInto !== undefined && only !== undefined && place) insertThere(insertInto, only, place);
      else moveAll(places);
    },
    cancel: clean,
  };
}

function boxesOf(graph: Graph): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [id, { x, y }] of placesOf(graph)) boxes.set(id, { x, y, width: cardWidth, height: cardHeight });
  for (const note of notesOf(graph)) boxes.set(noteFlowId(note.id), { ...note.position, ...noteSize(note) });
  return boxes;
}

/** What a note carries along: everything that lies wholly on it. */
function standingOn(id: string, boxes: ReadonlyMap<string, Box>): string[] {
  const frame = noteIdOf(id) === undefined ? undefined : boxes.get(id);
  if (!frame) return [];
  return [...boxes].flatMap(([other, box]) => {
    const within =
      box.x >= frame.x &&
      box.y >= frame.y &&
      box.x + box.width <= frame.x + frame.width &&
      box.y + box.height <= frame.y + frame.height;
    return other !== id && within ? [other] : [];
  });
}

/** A node without handoffs can be put into one. */
const isFree = (graph: Graph, id: string): boolean =>
  findNode(graph, id) !== undefined && !handoffsOf(graph).some(({ from, to }) => from === id || to === id);

/** What is under the pointer counts, and then what is under the middle of the card that hangs on it. */
function handoffUnder(box: Box | undefined, node: string): string | undefined {
  const pointed = pointedAt();
  const under = pointed && handoffAt(pointed, node);
  return under ?? (box && handoffAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, node));
}

/** Nobody aligns with what cannot be seen. */
function inSight(boxes: readonly Box[]): Box[] {
  const { open } = useCanvas.getState();
  if (!open) return [...boxes];
  const view = viewOf(open.flow, open.element);
  return boxes.filter((box) => meet(box, view));
}

function tell(guides: readonly Guide[], insertInto: string | undefined): void {
  const now = useCanvas.getState();
  if (now.insertInto !== insertInto) {
    useCanvas.setState({ insertInto });
    now.open?.element.toggleAttribute('data-inserting', insertInto !== undefined);
  }
  if (guides.length > 0 || now.guides.length > 0) useCanvas.setState({ guides });
}
