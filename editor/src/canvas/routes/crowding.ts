/** A label that got no place with all its words pushes others along their own lines, where they keep all theirs. */
import type { Box } from './geometry.ts';
import { type LabelPlace, placeLabel, wholeSpots } from './labels.ts';
import type { Plane } from './plane.ts';
import type { LabelledLink, Route } from './route.ts';

/** More than so many neighbours are not asked to move. */
const mostMoved = 2;

export function makeRoom(links: readonly LabelledLink[], plane: Plane, routes: Map<string, Route>): void {
  const widths = new Map(links.map(({ id, labelWidth }) => [id, labelWidth]));
  for (const { id, labelWidth } of links) {
    const route = routes.get(id);
    if (!route || route.label?.size === 'whole') continue;
    for (const box of wholeSpots(route.points, labelWidth)) {
      const moved = moveFor(id, box, plane, routes, widths);
      if (!moved) continue;
      for (const [link, label] of moved) {
        const known = routes.get(link);
        if (known) routes.set(link, { ...known, label });
      }
      break;
    }
  }
}

/** @returns the new places of the label and of those that it pushed aside; undefined, with nothing changed, where one would lose words. */
function moveFor(
  id: string,
  box: Box,
  plane: Plane,
  routes: ReadonlyMap<string, Route>,
  widths: ReadonlyMap<string, number>,
): Map<string, LabelPlace> | undefined {
  if (!plane.isFreeOfCards(box)) return undefined;
  const blockers = plane.labelsAt(box).filter((link) => link !== id);
  if (blockers.length > mostMoved) return undefined;
  const moved = new Map<string, LabelPlace>([[id, { box, size: 'whole' }]]);
  for (const link of blockers) plane.relabel(link, undefined);
  plane.relabel(id, box);
  for (const link of blockers) {
    const { place } = placeLabel(plane, routes.get(link)?.points ?? [], widths.get(link) ?? 0);
    if (place?.size === 'whole') {
      moved.set(link, place);
      plane.relabel(link, place.box);
    }
  }
  if (moved.size === blockers.length + 1) return moved;
  for (const link of [id, ...blockers]) plane.relabel(link, undefined);
  for (const link of [id, ...blockers]) plane.relabel(link, routes.get(link)?.label?.box);
  return undefined;
}
