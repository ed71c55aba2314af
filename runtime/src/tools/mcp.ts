/** Tools of an MCP server: which ones it has is asked when an agent's turn begins, never before a run. */
import { requestOf } from '@baton/shared/expressions';
import { nearest, type Graph, type JsonSchema, type Tool } from '@baton/shared/graph';
import { offeredNames } from './mcp/names.ts';
import { refuseElsewhere, secretsFor, valuesOf } from './secrets.ts';
import type { CallLimits, McpTool } from './services.ts';
import { timeoutMs, ToolError, type Offered, type ToolContext, type ToolRunner } from './tool.ts';

type McpToolSetting = Extract<Tool, { type: 'mcp' }>;

const seconds = 60;

export const mcpRunner: ToolRunner<McpToolSetting> = {
  // A server says what its tools do, and cannot be relied on for it.
  isRepeatable: () => false,
  async offer(tool, { graph, services, signal }) {
    const { mcp } = services;
    if (!mcp) throw new ToolError('MCP servers are not asked from here: this process has no connections to them');
    const headers = await headersOf(graph, tool, services);
    const limitsOf = (stop: AbortSignal): CallLimits => ({ signal: stop, timeoutMs: timeoutMs(tool, seconds) });
    const chosen = choose(tool, await mcp.tools(tool.server, headers, limitsOf(signal)));
    const call =
      (name: string): Offered['call'] =>
      (args, context) =>
        mcp.call(tool.server, headers, { name, args }, limitsOf(context.signal));
    const [only] = chosen;
    if (tool.tools?.length === 1 && only) {
      const description = tool.description ?? only.description;
      return [{ name: tool.id, description, parameters: tool.args ?? only.parameters, call: call(only.name) }];
    }
    const names = [
      ...offeredNames(
        tool.id,
        chosen.map(({ name }) => name),
      ),
    ];
    return names.map(([name, remote], index) => ({
      name,
      description: [tool.description, chosen[index]?.description].filter(Boolean).join('\n'),
      parameters: chosen[index]?.parameters as JsonSchema,
      call: call(remote),
    }));
  },
};

/** The ones that the graph names, in its order; else all. */
function choose({ server, tools: wanted }: McpToolSetting, offered: readonly McpTool[]): McpTool[] {
  if (!wanted) return [...offered];
  return wanted.map((name) => {
    const found = offered.find((one) => one.name === name);
    if (found) return found;
    const names = offered.map((one) => one.name);
    const meant = nearest(name, names);
    throw new ToolError(
      `the MCP server ${server} has no tool "${name}"; ${meant ? `did you mean "${meant}"?` : `it has ${names.slice(0, 20).join(', ') || 'none'}`}`,
    );
  });
}

/** Written as the headers of an http tool are; of the values they see secrets only. */
async function headersOf(
  graph: Graph,
  { id, server, headers }: McpToolSetting,
  { secretOf }: ToolContext['services'],
): Promise<Record<string, string>> {
  if (!headers) return {};
  const made = requestOf(graph, { id, type: 'http', url: 'https://server.invalid/', headers });
  if (!made.ok)
    throw new ToolError(made.problems.map(({ message }) => message).join(' ') || 'its headers cannot be read');
  const secrets = await secretsFor(made.request.secrets, secretOf);
  // What an operator has named by an id stays unknown here.
  refuseElsewhere(secrets, URL.canParse(server) ? new URL(server) : undefined);
  const rendered = made.request.render({ secrets: valuesOf(secrets) });
  if (!rendered.ok) throw new ToolError(rendered.error);
  return Object.fromEntries(rendered.request.headers);
}
