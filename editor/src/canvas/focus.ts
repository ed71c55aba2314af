/** Brings a node, a handoff or a note into sight and gives it the focus, also one that was too far away to be drawn. */
import { useSelection } from '../document/selection.ts';
import { useCanvas } from './control.ts';
import { noteFlowId } from './flow.ts';
import { usePicture } from './picture.ts';
import { type Box, boundsOf, meet, span } from './routes/geometry.ts';
import { besideList, coversOf, legible, readable, viewOf, viewOn } from './view.ts';
import type { Spot } from './walking.ts';
import { noteSize } from './sizes.ts';
import { useDocument } from '../document/document.ts';
import { notesOf } from '@baton/shared/graph';

export const selectSpot = ({ in: kind, id }: Spot): void =>
  useSelection.getState().select({ [({ node: 'nodes', handoff: 'handoffs', note: 'notes' } as const)[kind]]: [id] });

/** Adds it to what is selected, or takes it out again. */
export function toggleSpot({ in: kind, id }: Spot): void {
  const { nodes, handoffs, notes, select } = useSelection.getState();
  const toggled = (ids: readonly string[]): string[] =>
    ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
  select({
    nodes: kind === 'node' ? toggled(nodes) : nodes,
    handoffs: kind === 'handoff' ? toggled(handoffs) : handoffs,
    notes: kind === 'note' ? toggled(notes) : notes,
  });
}

/** Selects it too, so that the inspector follows. */
export function focusSpot(spot: Spot): void {
  selectSpot(spot);
  reach(spot);
}

/** Gives it the focus alone. */
export function reach(spot: Spot): void {
  reveal([spot]);
  const find = (): HTMLElement | SVGElement | undefined => {
    const element = useCanvas.getState().open?.element.querySelector(selectorOf(spot));
    return element instanceof HTMLElement || element instanceof SVGElement ? element : undefined;
  };
  const there = find();
  if (there) there.focus({ preventScroll: true });
  // It is drawn once it is in sight.
  else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus({ preventScroll: true })));
}

/** Gives the focus to what is selected, after something new was made. */
export function focusSelected(): void {
  const { nodes, handoffs, notes } = useSelection.getState();
  const spot: Spot | undefined =
    nodes[0] !== undefined
      ? { in: 'node', id: nodes[0] }
      : handoffs[0] !== undefined
        ? { in: 'handoff', id: handoffs[0] }
        : notes[0] !== undefined
          ? { in: 'note', id: notes[0] }
          : undefined;
  if (spot) requestAnimationFrame(() => focusSpot(spot));
}

function selectorOf({ in: kind, id }: Spot): string {
  const [name, flowId] = kind === 'handoff' ? ['edge', id] : ['node', kind === 'note' ? noteFlowId(id) : id];
  return `.react-flow__${name}[data-id="${CSS.escape(flowId)}"]`;
}

/** Moves the view no farther than it must: not at all where everything can be seen and read. */
export function reveal(spots: readonly Spot[], always = false): void {
  const { open } = useCanvas.getState();
  const part = boundsOf(spots.flatMap((spot) => boxOf(spot) ?? []));
  if (!open || !part) return;
  const view = viewOf(open.flow, open.element);
  const inside =
    meet(view, part) &&
    part.x >= view.x &&
    part.y >= view.y &&
    part.x + part.width <= view.x + view.width &&
    part.y + part.height <= view.y + view.height;
  const covers = coversOf(open.flow, open.element);
  const covered = spots.some((spot) => {
    const seen = seenOf(spot);
    return seen && covers.some((cover) => meet(cover, seen));
  });
  const near = open.flow.getZoom() >= legible;
  if (inside && !covered && near && !always) return;
  const fitting = viewOn(open.element, part);
  if (!fitting) return;
  const zoom = always ? fitting.zoom : Math.min(fitting.zoom, Math.max(open.flow.getZoom(), readable));
  const { clientWidth, clientHeight } = open.element;
  void open.flow.setViewport(
    {
      zoom,
      x: (besideList(open.element) + clientWidth) / 2 - (part.x + part.width / 2) * zoom,
      y: clientHeight / 2 - (part.y + part.height / 2) * zoom,
    },
    { duration: always ? easeMs() : 0 },
  );
}

/** How long the view takes to get somewhere; no time at all for who does not want things to move. */
export const easeMs = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 240);

/** What of it must not lie under anything: of a handoff its words. */
const seenOf = (spot: Spot): Box | undefined =>
  spot.in === 'handoff' ? usePicture.getState().routes.get(spot.id)?.label?.box : boxOf(spot);

function boxOf({ in: kind, id }: Spot): Box | undefined {
  const { cards, routes } = usePicture.getState();
  if (kind === 'node') return cards.get(id);
  if (kind === 'handoff') {
    const route = routes.get(id);
    return route && boundsOf([span(route.start, route.end), ...(route.label ? [route.label.box] : [])]);
  }
  const { graph } = useDocument.getState();
  const note = graph && notesOf(graph).find((entry) => entry.id === id);
  return note && { ...note.position, ...noteSize(note) };
}
