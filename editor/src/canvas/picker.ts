/** What can be chosen in the small list at the pointer: a kind of node to begin, or a node that is there. */
import { findNode, type Graph, nodeName, nodesOf, type Position } from '@baton/shared/graph';
import { nodeKinds } from '@baton/shared/nodes';
import { mayConnect, mayReconnect } from '@baton/shared/rules';
import { graphStarts, kindStarts, type Start, toolStarts } from '../nodes/starts.ts';

/** What the choice is for. `screen` is where the list opens. */
export type PickerFor = { screen: Position } & (
  | { to: 'add'; at: Position }
  | { to: 'hand-over'; from: string; at: Position | undefined }
  | { to: 'insert'; handoff: string }
  | { to: 'redirect'; handoff: string; end: 'from' | 'to' }
);

/** Something new, a node that is there, or a note. */
export type Choice = Omit<Start, 'start'> &
  ({ start: Start['start'] } | { id: string; start?: never } | { note: true; start?: never });

const note: Choice = { note: true, title: 'Note', help: 'A remark on the canvas.', icon: 'sticky-note' };

const titles = {
  add: 'Add',
  'hand-over': 'Hand over to',
  insert: 'Insert',
  redirect: 'Lead to',
} as const satisfies Record<PickerFor['to'], string>;

export const pickerTitle = (picker: PickerFor): string =>
  picker.to === 'redirect' && picker.end === 'from' ? 'Lead from' : titles[picker.to];

/** The end of a handoff that is moved, at a node. */
export const endAt = (end: 'from' | 'to', node: string): { from: string } | { to: string } =>
  end === 'from' ? { from: node } : { to: node };

/**
 * Everything that can be chosen, what is likely meant first.
 * @param graphs those that are stored.
 */
export function choicesFor(graph: Graph, picker: PickerFor, graphs: Parameters<typeof graphStarts>[0]): Choice[] {
  const ready = [...toolStarts(graph), ...graphStarts(graphs, graph.id)];
  if (picker.to === 'add') return [...kindStarts, note, ...ready];
  if (picker.to === 'insert') return [...kindStarts, ...ready];
  if (picker.to === 'redirect') {
    return there(graph, (id) => mayReconnect(graph, picker.handoff, endAt(picker.end, id)).ok);
  }
  const nodes = there(graph, (id) => mayConnect(graph, picker.from, id).ok).map((choice) =>
    choice.id === picker.from ? { ...choice, title: `${choice.title} (itself)` } : choice,
  );
  const fresh = kindStarts.map((kind) => ({ ...kind, title: `New ${kind.title.toLowerCase()}` }));
  // Dropped on the empty canvas a handoff wants a new node; asked for by key, most often one that is there.
  return picker.at ? [...fresh, ...nodes, ...ready] : [...nodes, ...fresh, ...ready];
}

const there = (graph: Graph, may: (id: string) => boolean): (Choice & { id: string })[] =>
  nodesOf(graph)
    .filter(({ id }) => may(id))
    .map((node) => ({
      id: node.id,
      title: nodeName(node),
      help: node.description ?? nodeKinds[node.kind].title,
      icon: nodeKinds[node.kind].icon,
    }));

/** What the list is called for a screen reader. */
export function pickerLabel(graph: Graph, picker: PickerFor): string {
  if (picker.to !== 'hand-over') return `${pickerTitle(picker)} a node`;
  const from = findNode(graph, picker.from);
  return `${from ? nodeName(from) : picker.from} hands over to`;
}
