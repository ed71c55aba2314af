/** The tools of a graph as a model is offered them, and how they are called. */
import { validateJson, type Graph, type Json, type JsonObject, type Tool, type ToolType } from '@baton/shared/graph';
import type { OfferedTool } from '@baton/shared/events';
import type { ToolCallContext, ToolRunner } from './tool.ts';
import { builtinRunner } from './builtin.ts';

/** The types of tool that this runtime runs; a graph with another is refused by name before a run. */
const runners: { [Type in ToolType]?: ToolRunner<Extract<Tool, { type: Type }>> } = { builtin: builtinRunner };

function runnerOf(tool: Tool): ToolRunner<Tool> | undefined {
  return runners[tool.type];
}

export const runsTool = (tool: Tool): boolean => runnerOf(tool) !== undefined;

const find = (graph: Graph, id: string): Tool | undefined => (graph.tools ?? []).find((tool) => tool.id === id);

export function offeredTools(graph: Graph, ids: readonly string[]): OfferedTool[] {
  return ids.flatMap((id) => {
    const tool = find(graph, id);
    const runner = tool && runnerOf(tool);
    return tool && runner ? [{ name: tool.id, ...runner.offer(tool) }] : [];
  });
}

/** @throws Error with a sentence that is told to the model: unknown tool, arguments that do not fit, or the tool's own. */
export async function callTool(graph: Graph, id: string, args: JsonObject, context: ToolCallContext): Promise<Json> {
  const tool = find(graph, id);
  const runner = tool && runnerOf(tool);
  if (!tool || !runner) throw new Error(`there is no tool "${id}"`);
  const misfits = validateJson(runner.offer(tool).parameters, args);
  if (misfits.length > 0)
    throw new Error(
      `the arguments do not fit: ${misfits.map((one) => `${one.path || '/'} ${one.message}`).join('; ')}`,
    );
  return runner.call(tool, args, context);
}
