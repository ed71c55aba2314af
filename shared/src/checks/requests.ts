/** Where tools reach out to: the author says so, never the conversation; and a graph names no program. */
import { requestOf } from '../expressions/index.ts';
import { problem, type Check } from './check.ts';

/** An address, or the id of a server. */
const server = /^(https?:\/\/[^\s/]+(\/\S*)?|[A-Za-z0-9][A-Za-z0-9_.-]{0,63})$/i;

export const requests: Check = ({ graph }) =>
  (graph.tools ?? []).flatMap((tool, index) => {
    if (tool.type === 'http') {
      const made = requestOf(graph, tool);
      const problems = made.ok ? [] : made.problems;
      return problems.map(({ path, message }) => problem('error', 'bad-request', ['tools', index, ...path], message));
    }
    if (tool.type !== 'mcp' || server.test(tool.server)) return [];
    const message = `"${tool.server}" is neither an address nor the id of an MCP server. A graph cannot name a program: an operator sets it up, and the graph names it by its id.`;
    return [problem('error', 'bad-request', ['tools', index, 'server'], message)];
  });
