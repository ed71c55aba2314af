/** What is done to what is there: taken away, led elsewhere, asked earlier or later, switched off and on, made the start. */
import {
  bridgeNodes,
  canBridge,
  findHandoff,
  findNode,
  type Graph,
  handoffsFrom,
  handoffsInto,
  isOff,
  nodeName,
  removeHandoffs,
  removeNodes,
  removeNotes,
  reorderHandoff,
  switchHandoffs,
  updateGraph,
  updateHandoff,
  updateNote,
  type NotePatch,
} from '@baton/shared/graph';
import { mayReconnect } from '@baton/shared/rules';
import { useDocument } from '../document/document.ts';
import { type Selected, useSelection } from '../document/selection.ts';
import { toast } from '../ui/toast.ts';
import { nameIn } from './words.ts';

/** "Billing", "3 nodes", "2 handoffs", "a note". */
export function wordsOf(graph: Graph, { nodes, handoffs, notes }: Selected): string {
  const [node] = nodes;
  if (nodes.length === 1 && node !== undefined) return nameIn(graph, node);
  if (nodes.length > 1) return `${nodes.length} nodes`;
  if (handoffs.length > 0) return handoffs.length === 1 ? 'a handoff' : `${handoffs.length} handoffs`;
  return notes.length === 1 ? 'a note' : `${notes.length} notes`;
}

/** Deletes what is selected. Where that leaves a gap in a way through the graph, the news of it offers to close it. */
export function removeSelected(): void {
  const { graph, edit } = useDocument.getState();
  const { clear, ...chosen } = useSelection.getState();
  if (!graph) return;
  const label = `Delete ${wordsOf(graph, chosen)}`;
  const rest = (now: Graph): Graph => removeNotes(removeHandoffs(now, chosen.handoffs), chosen.notes);
  edit(label, (now) => rest(removeNodes(now, chosen.nodes)));
  clear();
  const after = useDocument.getState().graph;
  if (chosen.nodes.length === 0 || !canBridge(graph, chosen.nodes)) return;
  const what = chosen.nodes.length === 1 ? wordsOf(graph, chosen) : `${chosen.nodes.length} nodes`;
  toast({
    text: `${what} ${chosen.nodes.length === 1 ? 'was' : 'were'} deleted.`,
    action: {
      label: 'Connect what was around',
      run() {
        const { graph: now, undo, edit: editAgain } = useDocument.getState();
        // One step in place of the other, where nothing was done since.
        if (now === after) {
          undo();
          editAgain(`${label} and close the gap`, (whole) => bridgeNodes(rest(whole), chosen.nodes));
        } else {
          toast({ text: 'The graph has changed since, so the gap was left as it is.' });
        }
      },
    },
  });
}

/** @param ends the end that is moved. */
export function redirect(handoff: string, ends: { from: string } | { to: string }): void {
  const { graph, edit } = useDocument.getState();
  const known = graph && findHandoff(graph, handoff);
  if (!graph || !known) return;
  const { from, to } = { ...known, ...ends };
  if (from === known.from && to === known.to) return;
  const verdict = mayReconnect(graph, handoff, ends);
  if (!verdict.ok) return toast({ text: verdict.reason });
  const trigger = known.trigger?.on === 'model' ? { ...known.trigger } : undefined;
  // The tool of a model's handoff was named after its old receiver.
  if (trigger) delete trigger.tool;
  edit(`Lead a handoff from ${nameIn(graph, from)} to ${nameIn(graph, to)}`, (now) =>
    updateHandoff(now, handoff, { ...ends, ...(trigger && { trigger }) }),
  );
  useSelection.getState().select({ handoffs: [handoff] });
}

/** @returns the place of a handoff among those of its node, and how many there are. */
export function turnOf(graph: Graph, handoff: string): { index: number; count: number } | undefined {
  const known = findHandoff(graph, handoff);
  if (!known) return undefined;
  const order = handoffsFrom(graph, known.from);
  return { index: order.indexOf(known), count: order.length };
}

export function askIn(handoff: string, by: -1 | 1): void {
  const { graph, edit } = useDocument.getState();
  const turn = graph && turnOf(graph, handoff);
  const known = graph && findHandoff(graph, handoff);
  if (!graph || !turn || !known) return;
  edit(`Ask the handoff to ${nameIn(graph, known.to)} ${by < 0 ? 'earlier' : 'later'}`, (now) =>
    reorderHandoff(now, handoff, turn.index + by),
  );
}

/** The handoffs that are meant: those that are selected, and those that lead to what is selected. */
export function switchable(graph: Graph): { ids: string[]; on: boolean } {
  const { nodes, handoffs } = useSelection.getState();
  const into = nodes.filter((id) => id !== graph.entry).flatMap((id) => handoffsInto(graph, id));
  const chosen = handoffs.flatMap((id) => findHandoff(graph, id) ?? []);
  const all = [...new Set([...chosen, ...into])];
  return { ids: all.map(({ id }) => id), on: !(all.length > 0 && all.every(isOff)) };
}

export function switchSelected(): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const { ids, on } = switchable(graph);
  edit(`Switch ${wordsOf(graph, useSelection.getState())} ${on ? 'off' : 'on'}`, (now) =>
    switchHandoffs(now, ids, !on),
  );
}

export function startAt(node: string): void {
  const { graph, edit } = useDocument.getState();
  const known = graph && findNode(graph, node);
  if (known) edit(`Start at ${nodeName(known)}`, (now) => updateGraph(now, { entry: node }));
}

/** @param merge folds the letters of one writing into one step. */
export function changeNote(id: string, patch: NotePatch, merge?: string): void {
  const label = patch.text === undefined ? 'Size a note' : 'Write a note';
  useDocument.getState().edit(label, (now) => updateNote(now, id, patch), merge === undefined ? {} : { merge });
}
