/** A node that no way leads to will never work. */
import { nodeName } from '../graph/defaults.ts';
import { problem, type Check } from './check.ts';

export const reachable: Check = ({ graph, nodes, byId, handoffsFrom }) => {
  if (!byId.has(graph.entry)) return [];
  const seen = new Set([graph.entry]);
  // A set is walked in the order in which it grows.
  for (const id of seen) for (const { entry } of handoffsFrom(id)) seen.add(entry.to);
  return nodes.flatMap((node, index) => {
    if (seen.has(node.id)) return [];
    const message = `No way leads from the entry to ${nodeName(node)}; draw a handoff to it, or take it away.`;
    return [problem('warning', 'unreachable', ['nodes', index], message)];
  });
};
