/** May control pass from one node to another? */
import { findHandoff, findNode, nodeName } from '../graph/defaults.ts';
import type { Graph } from '../graph/schema.ts';
import { no, type Verdict, yes } from './verdict.ts';

export function mayConnect(graph: Graph, from: string, to: string): Verdict {
  const sender = findNode(graph, from);
  const receiver = findNode(graph, to);
  if (!sender || !receiver) return no(`There is no node "${sender ? to : from}" in this graph.`);
  if (from === to && sender.kind === 'join') {
    return no(`${nodeName(sender)} waits for its branches, so it cannot be a branch of its own.`);
  }
  return yes;
}

/** May an end of a handoff be moved? */
export function mayReconnect(graph: Graph, handoff: string, ends: { from?: string; to?: string }): Verdict {
  const known = findHandoff(graph, handoff);
  if (!known) return no(`There is no handoff "${handoff}" in this graph.`);
  return mayConnect(graph, ends.from ?? known.from, ends.to ?? known.to);
}
