/** Copying, cutting, pasting and duplicating: as graph JSON, so that it also goes between windows and into a chat. */
import {
  clipFrom,
  clipOf,
  type Graph,
  nodesOf,
  notesOf,
  paste,
  type Position,
  type Problem,
  writeGraph,
} from '@baton/shared/graph';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { toast } from '../ui/toast.ts';
import { removeSelected, wordsOf } from './changing.ts';
import { newPlace } from './control.ts';
import { thingsAt } from './gestures.ts';
import { placesOf } from './places.ts';
import { boundsOf } from './routes/geometry.ts';
import { cardHeight, cardWidth, noteSize, snapped } from './sizes.ts';

/** Where a browser gives a page no clipboard (a plain http address), what was copied stays in this window. */
let kept = '';

const chosenPart = () => {
  const { nodes, notes } = useSelection.getState();
  return { nodes, notes };
};

export const canCopy = (): boolean => chosenPart().nodes.length + chosenPart().notes.length > 0;

/** @returns what is selected as graph JSON. */
function copied(): string | undefined {
  const { graph } = useDocument.getState();
  if (!graph || !canCopy()) return undefined;
  kept = writeGraph(clipOf(placed(graph), chosenPart()));
  return kept;
}

/** How far a copy stands from what it would hide, to the right and down. */
const aside = 32;

/** Nodes that the document gives no place are copied with the one that they are shown at. */
function placed(graph: Graph): Graph {
  const places = placesOf(graph);
  return {
    ...graph,
    nodes: nodesOf(graph).map((node) =>
      node.position ? node : { ...node, position: places.get(node.id) ?? { x: 0, y: 0 } },
    ),
  };
}

export async function copy(): Promise<void> {
  const text = copied();
  if (text === undefined) return;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    toast({ text: 'Copied in this window. This browser does not let the page use the clipboard.' });
  }
}

export async function cut(): Promise<void> {
  await copy();
  removeSelected();
}

export async function pasteFromClipboard(): Promise<void> {
  let text = kept;
  try {
    text = (await navigator.clipboard.readText()) || kept;
  } catch {
    // Not allowed, or not there: what was copied in this window is the best that there is.
  }
  pasteText(text);
}

/** Pastes at the pointer, or in the middle of what is in sight; once more at the same place, a little aside. */
function pasteText(text: string): void {
  const { graph } = useDocument.getState();
  const parsed = clipFrom(text);
  if (!parsed?.ok) return toast({ text: parsed ? refusal(parsed.problems) : nothingToPaste(text) });
  const clip = parsed.graph;
  const whole = boundsOf(boxesOf(clip)) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = newPlace();
  const by = { x: snapped(at.x - whole.x - whole.width / 2), y: snapped(at.y - whole.y - whole.height / 2) };
  const taken = new Set(graph ? boxesOf(graph).map(({ x, y }) => `${x} ${y}`) : []);
  while (boxesOf(clip).some(({ x, y }) => taken.has(`${x + by.x} ${y + by.y}`))) {
    by.x += aside;
    by.y += aside;
  }
  put('Paste', placed(clip), by);
}

const nothingToPaste = (text: string): string =>
  text.trim() === ''
    ? 'There is nothing to paste. Copy nodes first.'
    : 'The clipboard holds no nodes. Copy nodes on a canvas, or a graph document as text.';

function refusal([first, ...more]: readonly Problem[]): string {
  const what = [first?.path, first?.message].filter(Boolean).join(': ');
  return `What was copied is no valid graph. ${what}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}

/** A copy of what is selected, a little aside. */
export function duplicate(): void {
  const { graph } = useDocument.getState();
  if (!graph || !canCopy()) return;
  put('Duplicate', clipOf(placed(graph), chosenPart()), { x: aside, y: aside });
}

/** Copies of what was dragged with Alt held, where it was dropped. @param places by React Flow's ids. */
export function duplicateTo(places: ReadonlyMap<string, Position>): void {
  const { graph } = useDocument.getState();
  if (!graph) return;
  const { nodes, notes } = thingsAt(places);
  const clip = clipOf(placed(graph), { nodes: [...nodes.keys()], notes: [...notes.keys()] });
  const [id] = nodes.keys();
  const [note] = notes.keys();
  const from = id === undefined ? notesOf(graph).find((entry) => entry.id === note)?.position : placesOf(graph).get(id);
  const to = id === undefined ? notes.get(note ?? '') : nodes.get(id);
  if (from && to) put('Duplicate', clip, { x: to.x - from.x, y: to.y - from.y });
}

function put(verb: string, clip: Graph, by: Position): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const pasted = paste(graph, clip, by);
  const what = { nodes: pasted.nodes, notes: pasted.notes, handoffs: [] };
  edit(`${verb} ${wordsOf(pasted.graph, what)}`, () => pasted.graph);
  useSelection.getState().select(what);
}

const boxesOf = (graph: Graph) => [
  ...[...placesOf(graph)].map(([, at]) => ({ ...at, width: cardWidth, height: cardHeight })),
  ...notesOf(graph).map((entry) => ({ ...entry.position, ...noteSize(entry) })),
];

/** Whether the keys of the clipboard are the canvas's now: nothing is typed and no text is marked. */
function isOurs({ target }: Event): boolean {
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"], dialog'))
    return false;
  return String(getSelection() ?? '') === '';
}

/** Answers the browser's own copy, cut and paste, which need no permission. @returns what stops it. */
export function listenToClipboard(): () => void {
  const onCopy = (event: ClipboardEvent): void => {
    const text = isOurs(event) ? copied() : undefined;
    if (text === undefined) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    if (event.type === 'cut') removeSelected();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!isOurs(event)) return;
    event.preventDefault();
    pasteText(event.clipboardData?.getData('text/plain') ?? '');
  };
  const events = [
    ['copy', onCopy],
    ['cut', onCopy],
    ['paste', onPaste],
  ] as const;
  for (const [name, listener] of events) document.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of events) document.removeEventListener(name, listener);
  };
}
