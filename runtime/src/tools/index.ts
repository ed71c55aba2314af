/** The tools of a graph as a model is offered them, and how they are called. */
import { validateJson, type Graph, type Json, type JsonObject, type Tool, type ToolType } from '@baton/shared/graph';
import type { OfferedTool } from '@baton/shared/events';
import { builtinRunner } from './builtin.ts';
import { graphRunner } from './graph.ts';
import { codeRunner } from './code.ts';
import { httpRunner } from './http.ts';
import { mcpRunner } from './mcp.ts';
import type { Offered, ToolCallContext, ToolContext, ToolRunner } from './tool.ts';

const runners: { [Type in ToolType]: ToolRunner<Extract<Tool, { type: Type }>> } = {
  builtin: builtinRunner,
  graph: graphRunner,
  code: codeRunner,
  http: httpRunner,
  mcp: mcpRunner,
};

function runnerOf(tool: Tool): ToolRunner<Tool> {
  return runners[tool.type];
}

/** The tool that a model's call means. An MCP server's tools are called `<tool>_<name at the server>`; no id has a `_`. */
export function findTool(graph: Graph, name: string): Tool | undefined {
  const [id = ''] = name.split('_', 1);
  return (graph.tools ?? []).find((tool) => tool.id === name || (tool.id === id && tool.type === 'mcp'));
}

/** Whether a call that was cut off may be made again, though it may have come through. */
export function isRepeatable(graph: Graph, name: string): boolean {
  const tool = findTool(graph, name);
  return tool !== undefined && runnerOf(tool).isRepeatable(tool);
}

/** What the model of an agent with these tools is offered. @throws ToolError when a server cannot be asked for its tools. */
export async function offeredTools(ids: readonly string[], context: ToolContext): Promise<OfferedTool[]> {
  const offered = await offers(ids, context);
  return offered.map(({ name, description, parameters }) => ({ name, description, parameters }));
}

async function offers(ids: readonly string[], context: ToolContext): Promise<Offered[]> {
  const { redact = (value) => value } = context.services;
  const tools = ids.flatMap((id) => context.graph.tools?.find((tool) => tool.id === id) ?? []);
  const offered = await Promise.all(
    tools.map((tool) => withoutSecrets(context, () => runnerOf(tool).offer(tool, context))),
  );
  // A server describes its tools, and may have heard secrets before.
  return offered.flat().map(({ call, ...told }) => ({ ...redact(told), call }));
}

/** @throws Error with a sentence that is told to the model: unknown tool, arguments that do not fit, or the tool's own. */
export async function callTool(name: string, args: JsonObject, context: ToolCallContext): Promise<Json> {
  const tool = findTool(context.graph, name);
  const { redact = (value) => value } = context.services;
  const offered = tool ? await offers([tool.id], context) : [];
  const found = offered.find((one) => one.name === name);
  if (!found) throw new Error(`there is no tool "${name}"`);
  const misfits = validateJson(found.parameters, args);
  if (misfits.length > 0)
    throw new Error(
      `the arguments do not fit: ${misfits.map((one) => `${one.path || '/'} ${one.message}`).join('; ')}`,
    );
  return withoutSecrets(context, async () => redact(await found.call(args, context)));
}

/** What comes from outside may tell what was sent there, also in how it fails. */
async function withoutSecrets<Result>({ services }: ToolContext, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && services.redact) error.message = services.redact(error.message);
    throw error;
  }
}
