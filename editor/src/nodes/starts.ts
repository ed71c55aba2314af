/** What can be begun on the canvas: a node of each kind, one that calls a tool of the graph, one that runs a stored graph. */
import { type Graph, isOneTool, type NodeStart } from '@baton/shared/graph';
import { type NodeKind, nodeKinds } from '@baton/shared/nodes';
import { toolWords } from './tools/types.ts';

export interface Start {
  start: NodeStart;
  title: string;
  help: string;
  /** The name of its icon. */
  icon: string;
}

export const kindStarts: readonly Start[] = (Object.keys(nodeKinds) as NodeKind[]).map((kind) => {
  const { title, help, icon } = nodeKinds[kind];
  return { start: { kind }, title, help, icon };
});

export const toolStarts = ({ tools = [] }: Graph): Start[] =>
  tools.filter(isOneTool).map((tool) => ({
    start: { kind: 'tool', tool: tool.id, name: tool.id },
    title: tool.id,
    help: toolWords(tool),
    icon: nodeKinds.tool.icon,
  }));

/** @param own the graph that is being edited, which is not begun in itself. */
export const graphStarts = (graphs: readonly { id: string; name: string }[], own: string): Start[] =>
  graphs
    .filter(({ id }) => id !== own)
    .map(({ id, name }) => ({
      start: { kind: 'graph', graph: id, name },
      title: name,
      help: nodeKinds.graph.help,
      icon: nodeKinds.graph.icon,
    }));

/** What of it tells one from another. */
export const keyOf = ({ kind, tool, graph }: NodeStart): string => [kind, tool ?? graph].filter(Boolean).join(':');
