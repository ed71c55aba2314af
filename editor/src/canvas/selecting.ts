/** Selecting by what hangs together: everything, or what can still be reached from here, or what leads here. */
import { type Graph, handoffsOf, nodesOf, notesOf } from '@baton/shared/graph';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';

export function selectAll(): void {
  const { graph } = useDocument.getState();
  if (!graph) return;
  useSelection.getState().select({
    nodes: nodesOf(graph).map(({ id }) => id),
    handoffs: handoffsOf(graph).map(({ id }) => id),
    notes: notesOf(graph).map(({ id }) => id),
  });
}

/** What a run can still get to from these nodes, or from where it can get to them; with the handoffs on the way. */
function along(
  graph: Graph,
  nodes: readonly string[],
  direction: 'down' | 'up',
): { nodes: string[]; handoffs: string[] } {
  const found = new Set(nodes);
  const handoffs: string[] = [];
  for (const node of found) {
    for (const { id, from, to } of handoffsOf(graph)) {
      if ((direction === 'down' ? from : to) !== node) continue;
      found.add(direction === 'down' ? to : from);
      handoffs.push(id);
    }
  }
  return { nodes: [...found], handoffs };
}

export function selectAlong(direction: 'down' | 'up'): void {
  const { graph } = useDocument.getState();
  const { nodes, select } = useSelection.getState();
  if (graph) select(along(graph, nodes, direction));
}
