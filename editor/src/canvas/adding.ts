/** New on the canvas: nodes, notes, and handoffs to nodes. Each is one step, and what is new is selected. */
import {
  addHandoff,
  addNode,
  addNote,
  findHandoff,
  findNode,
  freshHandoff,
  freshNode,
  type Graph,
  insertNode,
  moveNodes,
  nodeName,
  type NodeStart,
  type Position,
  updateNode,
} from '@baton/shared/graph';
import { mayConnect } from '@baton/shared/rules';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { toast } from '../ui/toast.ts';
import { useCanvas } from './control.ts';
import { reveal } from './focus.ts';
import { selectedBoxes } from './gestures.ts';
import { freePlace, placesOf } from './places.ts';
import { clearPlace, roomFor } from './room.ts';
import { boundsOf } from './routes/geometry.ts';
import { cardHeight, cardWidth, snapped } from './sizes.ts';
import { nameIn } from './words.ts';

const select = (what: Parameters<ReturnType<typeof useSelection.getState>['select']>[0]): void =>
  useSelection.getState().select(what);

/** The place of a card whose middle is there. */
const around = ({ x, y }: Position): Position => ({ x: snapped(x - cardWidth / 2), y: snapped(y - cardHeight / 2) });

export function connect(from: string, to: string): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const verdict = mayConnect(graph, from, to);
  if (!verdict.ok) return toast({ text: verdict.reason });
  const handoff = freshHandoff(graph, from, to);
  edit(`Connect ${nameIn(graph, from)} to ${nameIn(graph, to)}`, (now) => addHandoff(now, handoff));
  select({ handoffs: [handoff.id] });
}

/** @param center where the middle of its card shall be, or below that where another card is. */
export const add = (start: NodeStart, center: Position): void =>
  addTo(start, (graph) => clearPlace(graph, around(center)));

/** In a free place beside what is selected, and brought into sight. */
export function addBeside(start: NodeStart): void {
  addTo(start, (graph) => freePlace(graph, useSelection.getState().nodes[0]));
  const [id] = useSelection.getState().nodes;
  if (id !== undefined) requestAnimationFrame(() => reveal([{ in: 'node', id }]));
}

function addTo(start: NodeStart, placeIn: (graph: Graph) => Position): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const node = freshNode(graph, start, placeIn(graph));
  edit(`Add ${nodeName(node)}`, (now) => addNode(now, node));
  select({ nodes: [node.id] });
}

/** @param at the middle of its left side, where a handoff was dropped; undefined for a free place beside the sender, where both are brought into sight. */
export function addAfter(from: string, start: NodeStart, at: Position | undefined): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const place = at ? clearPlace(graph, around({ x: at.x + cardWidth / 2, y: at.y })) : freePlace(graph, from);
  const node = freshNode(graph, start, place);
  edit(`Add ${nodeName(node)} after ${nameIn(graph, from)}`, (now) => {
    const withNode = addNode(now, node);
    return addHandoff(withNode, freshHandoff(withNode, from, node.id));
  });
  select({ nodes: [node.id] });
  if (at) return;
  const both = [from, node.id].map((id) => ({ in: 'node', id }) as const);
  requestAnimationFrame(() => reveal(both));
}

/** A new node in the middle of a handoff. @param center where it was dropped. */
export function insertNew(handoff: string, start: NodeStart, center?: Position): void {
  const { graph, edit } = useDocument.getState();
  const known = graph && findHandoff(graph, handoff);
  if (!graph || !known) return;
  const places = placesOf(graph);
  const [a, b] = [places.get(known.from), places.get(known.to)];
  const middle = a && b ? { x: (a.x + b.x + cardWidth) / 2, y: (a.y + b.y + cardHeight) / 2 } : { x: 0, y: 0 };
  const { at, moved } = roomFor(graph, known, around(center ?? middle));
  const node = freshNode(graph, start, at);
  edit(`Insert ${nodeName(node)}`, (now) => insertNode(moveNodes(now, moved), handoff, node));
  select({ nodes: [node.id] });
}

/** A node that was dropped onto a handoff. @param place where it was dropped. */
export function insertThere(handoff: string, id: string, place: Position): void {
  const { graph, edit } = useDocument.getState();
  const node = graph && findNode(graph, id);
  const known = graph && findHandoff(graph, handoff);
  if (!graph || !node || !known) return;
  const { at, moved } = roomFor(graph, known, place, id);
  edit(`Insert ${nodeName(node)}`, (now) => insertNode(moveNodes(now, new Map([...moved, [id, at]])), handoff, node));
  select({ nodes: [id] });
}

/** A tool that was dropped onto an agent is one that the agent may call. */
export function giveTool(agent: string, tool: string): void {
  const { graph, edit } = useDocument.getState();
  const node = graph && findNode(graph, agent);
  if (node?.kind !== 'agent') return;
  select({ nodes: [agent] });
  const { tools = [] } = node;
  if (tools.includes(tool)) return toast({ text: `${nodeName(node)} has the tool ${tool} already.` });
  edit(`Give ${nodeName(node)} the tool ${tool}`, (now) => updateNode(now, agent, { tools: [...tools, tool] }));
}

export function addNoteAt(at: Position): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const added = addNote(graph, { text: '', position: { x: snapped(at.x), y: snapped(at.y) } });
  edit('Add a note', () => added.graph);
  select({ notes: [added.id] });
  useCanvas.setState({ writing: added.id });
}

const margin = { side: 32, top: 64 };

/** A note as a frame around what is selected. */
export function frameSelection(): void {
  const { graph, edit } = useDocument.getState();
  const { nodes, notes } = selectedBoxes();
  const whole = boundsOf([...nodes.values(), ...notes.values()]);
  if (!graph || !whole) return;
  const added = addNote(graph, {
    text: '',
    position: { x: whole.x - margin.side, y: whole.y - margin.top },
    size: { width: whole.width + 2 * margin.side, height: whole.height + margin.top + margin.side },
  });
  edit('Frame the selection', () => added.graph);
  select({ notes: [added.id] });
  useCanvas.setState({ writing: added.id });
}
