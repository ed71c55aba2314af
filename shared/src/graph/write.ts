/** How a graph is written: two spaces, one newline at the end, keys in the order they have. Git diffs stay small. */
import type { Graph } from './schema.ts';

export function writeGraph(graph: Graph): string {
  return `${JSON.stringify(graph, null, 2)}\n`;
}
