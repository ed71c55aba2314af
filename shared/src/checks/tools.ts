/** What an agent may call, and what a tool node calls, is a tool of this graph. */
import type { Problem } from '../graph/problem.ts';
import { fixed, unknown, type Check } from './check.ts';
import type { Graph } from '../graph/schema.ts';

const builtins = ['calculator', 'now', 'lookup'] as const;

export const tools: Check = ({ graph, nodes }) => {
  const known = new Set((graph.tools ?? []).map((tool) => tool.id));
  return nodes.flatMap((node, index) => {
    if (node.kind === 'tool' && !known.has(node.tool))
      return [unknownTool(graph, node.tool, known, ['nodes', index, 'tool'])];
    if (node.kind !== 'agent') return [];
    return (node.tools ?? []).flatMap((tool, at) =>
      known.has(tool) ? [] : [unknownTool(graph, tool, known, ['nodes', index, 'tools', at])],
    );
  });
};

/** A built-in tool that somebody names without declaring it is declared with one click. */
function unknownTool(graph: Graph, name: string, known: Iterable<string>, path: readonly PropertyKey[]): Problem {
  const found = unknown('tool', name, known, path);
  const builtin = builtins.find((one) => one === name);
  if (!builtin) return found;
  const tool = { id: builtin, type: 'builtin', builtin };
  const message = `There is no tool "${name}" in this graph yet; add it to the tools.`;
  const patch = graph.tools
    ? ({ op: 'add', path: '/tools/-', value: tool } as const)
    : ({ op: 'add', path: '/tools', value: [tool] } as const);
  return { ...found, message, fix: fixed(`Add ${name} to the tools`, patch) };
}
