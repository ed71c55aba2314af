/** What can be chosen in the small list at the pointer: a kind of node to begin, or a node that is there. */
import { findNode, type Graph, nodeName, nodesOf, type Position } from '@baton/shared/graph';
import { type NodeKind, nodeKinds } from '@baton/shared/nodes';
import { mayConnect, mayReconnect } from '@baton/shared/rules';

/** What the choice is for. `screen` is where the list opens. */
export type PickerFor = { screen: Position } & (
  | { to: 'add'; at: Position }
  | { to: 'hand-over'; from: string; at: Position | undefined }
  | { to: 'insert'; handoff: string }
  | { to: 'redirect'; handoff: string; end: 'from' | 'to' }
);

export type Choice =
  | { kind: NodeKind; id?: never; title: string; help: string; icon: string }
  | { id: string; kind?: never; title: string; help: string; icon: string }
  | { note: true; id?: never; kind?: never; title: string; help: string; icon: string };

const newNodes: readonly Choice[] = (Object.keys(nodeKinds) as NodeKind[]).map((kind) => {
  const { title, help, icon } = nodeKinds[kind];
  return { kind, title, help, icon };
});
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

/** Everything that can be chosen, what is likely meant first. */
export function choicesFor(graph: Graph, picker: PickerFor): Choice[] {
  if (picker.to === 'add') return [...newNodes, note];
  if (picker.to === 'insert') return [...newNodes];
  if (picker.to === 'redirect') {
    return there(graph, (id) => mayReconnect(graph, picker.handoff, endAt(picker.end, id)).ok);
  }
  const nodes = there(graph, (id) => mayConnect(graph, picker.from, id).ok);
  // Dropped on the empty canvas a handoff wants a new node; asked for by key, most often one that is there.
  return picker.at ? [...newNodes, ...nodes] : [...nodes, ...newNodes];
}

const there = (graph: Graph, may: (id: string) => boolean): Choice[] =>
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
