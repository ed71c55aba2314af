/** Takes somebody to the place of a problem: its node or handoff is selected, a tool opens, else the graph's settings show. */
import { type Graph, pointerKeys } from '@baton/shared/graph';
import { placeOf } from '../document/places.ts';
import { useSelection } from '../document/selection.ts';
import { openTool } from '../inspector/tools/openTool.ts';

/** @param path a JSON Pointer into the graph. */
export function showPlace(graph: Graph, path: string): void {
  const place = placeOf(graph, path);
  const { goTo, clear } = useSelection.getState();
  if (place.in === 'graph') {
    clear();
    openTool(toolAt(place.field));
  } else goTo(place.in === 'node' ? { nodes: [place.id] } : { handoffs: [place.id] });
}

/** A tool has its form over the page. */
function toolAt(path: string): number | undefined {
  const [list, index] = pointerKeys(path);
  return list === 'tools' ? Number(index) : undefined;
}
