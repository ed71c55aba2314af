/** What each type of tool is, in words. */
import type { Tool, ToolType } from '@baton/shared/graph';

interface TypeWords {
  title: string;
  help: string;
}

export const toolTypes: Record<ToolType, TypeWords> = {
  http: { title: 'HTTP request', help: 'Calls an address on the web, with what the model gives it.' },
  mcp: { title: 'MCP server', help: 'The tools of a server that speaks MCP.' },
  code: { title: 'Code', help: 'A small JavaScript function in a sandbox, without network or files.' },
  graph: { title: 'Another graph', help: 'Runs a graph, and gives back its answer.' },
  builtin: { title: 'Built in', help: 'The calculator, the time, or a table to look things up in.' },
};

/** A tool in a few words, for lists. */
export function toolWords(tool: Tool): string {
  if (tool.description) return tool.description;
  if (tool.type === 'http') return `${tool.method ?? 'GET'} ${tool.url}`;
  if (tool.type === 'mcp') return tool.server;
  if (tool.type === 'graph') return `graph ${tool.graph}`;
  return tool.type === 'builtin' ? tool.builtin : toolTypes.code.title;
}
