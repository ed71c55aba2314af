/** Edits of a graph's tools: a tool keeps its place, and those who use it follow its name. */
import type { Node, ScriptStep } from '../../nodes/index.ts';
import type { Graph } from '../schema.ts';
import type { Tool, ToolType } from '../tools.ts';
import { freeId } from './fresh.ts';
import { withNodes } from './nodes.ts';
import { mapped, patched } from './patch.ts';

const fresh: { [Type in ToolType]: Omit<Extract<Tool, { type: Type }>, 'id'> } = {
  http: { type: 'http', method: 'GET', url: 'https://' },
  mcp: { type: 'mcp', server: 'https://' },
  code: { type: 'code', code: '(args) => {\n  return args;\n}' },
  graph: { type: 'graph', graph: 'another-graph' },
  builtin: { type: 'builtin', builtin: 'calculator' },
};

/** A tool of a type as it starts, under a name that is free. */
export function freshTool(graph: Graph, type: ToolType): Tool {
  const id = freeId(
    type === 'builtin' ? 'calculator' : `${type}-tool`,
    (graph.tools ?? []).map((tool) => tool.id),
  );
  return { id, ...fresh[type] };
}

export const addTool = (graph: Graph, tool: Tool): Graph => patched(graph, { tools: [...(graph.tools ?? []), tool] });

/** @param index its place in the list: the id may be what is changed. */
export function replaceTool(graph: Graph, index: number, tool: Tool): Graph {
  const { tools } = graph;
  if (!tools || !tools[index] || tools[index] === tool) return graph;
  return patched(graph, { tools: tools.with(index, tool) });
}

/** Takes a tool away, and from every agent that has it; a tool node keeps its name, and the checks say so. */
export function removeTool(graph: Graph, index: number): Graph {
  const gone = graph.tools?.[index];
  if (!gone || !graph.tools) return graph;
  const tools = graph.tools.toSpliced(index, 1);
  const nodes = withNodes(graph, (node) => {
    if (node.kind !== 'agent' || !node.tools?.includes(gone.id)) return node;
    const left = node.tools.filter((id) => id !== gone.id);
    return patched<Node>(node, { tools: left.length > 0 ? left : undefined });
  });
  return patched(nodes, { tools: tools.length > 0 ? tools : undefined });
}

/** A tool's id, changed in every place that names the tool. @returns the graph itself when the name is taken. */
export function renameTool(graph: Graph, index: number, next: string): Graph {
  const tool = graph.tools?.[index];
  if (!tool || tool.id === next || graph.tools?.some((other) => other.id === next)) return graph;
  const { id } = tool;
  const nodes = withNodes(graph, (node) => {
    if (node.kind === 'tool') return node.tool === id ? patched<Node>(node, { tool: next }) : node;
    if (node.kind !== 'agent') return node;
    const { tools = [], script = [] } = node;
    const own = mapped(tools, (name) => (name === id ? next : name));
    const played = mapped(script, (step) => inStep(step, id, next));
    return patched<Node>(node, {
      ...(own !== tools && { tools: [...own] }),
      ...(played !== script && { script: [...played] }),
    });
  });
  return replaceTool(nodes, index, { ...tool, id: next });
}

function inStep(step: ScriptStep, id: string, next: string): ScriptStep {
  if (!step.calls) return step;
  const calls = mapped(step.calls, (call) => (call.tool === id ? { ...call, tool: next } : call));
  return calls === step.calls ? step : patched(step, { calls: [...calls] });
}
