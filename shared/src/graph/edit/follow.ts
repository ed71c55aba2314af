/**
 * A generated id (`agent-3`) follows the name that its node is given, so that logs, events and the tools by which models
 * hand over say `triage`. An id that somebody has chosen stays.
 */
import { nodeKinds, type Node } from '../../nodes/index.ts';
import { findNode, handoffsOf, nodesOf } from '../defaults.ts';
import type { Handoff } from '../handoff.ts';
import type { Graph } from '../schema.ts';
import { freeId, idFrom } from './fresh.ts';
import { renameHandoff, renameNode } from './rename.ts';

/** @returns the graph itself where the id was chosen, or the name has nothing in it that an id can have. */
export function followName(graph: Graph, id: string): Graph {
  const node = findNode(graph, id);
  if (!node || node.name === undefined || !isGenerated(node)) return graph;
  const others = nodesOf(graph).flatMap((other) => (other === node ? [] : [other.id]));
  const next = freeId(idFrom(node.name, id), others);
  const renamed = renameNode(graph, id, next);
  if (renamed === graph) return graph;
  const generated = handoffsOf(graph).filter(
    (handoff) => (handoff.from === id || handoff.to === id) && isAfter(stemOf(handoff), handoff.id),
  );
  return generated.reduce((now, handoff) => followEnds(now, handoff.id), renamed);
}

/** Made of its kind, or of the name that a new node of its kind has. */
function isGenerated({ id, kind }: Node): boolean {
  return isAfter(kind, id) || isAfter(idFrom(nodeKinds[kind].fresh.name, kind), id);
}

const stemOf = ({ from, to }: Pick<Handoff, 'from' | 'to'>): string => idFrom(`${from}-${to}`, 'handoff');

/** Whether an id is `stem`, or `stem-2`, `stem-3`, … */
const isAfter = (stem: string, id: string): boolean =>
  id === stem || (id.startsWith(`${stem}-`) && /^\d+$/.test(id.slice(stem.length + 1)));

function followEnds(graph: Graph, id: string): Graph {
  const handoff = handoffsOf(graph).find((one) => one.id === id);
  if (!handoff) return graph;
  const others = handoffsOf(graph).flatMap((other) => (other === handoff ? [] : [other.id]));
  return renameHandoff(graph, id, freeId(stemOf(handoff), others));
}
