/** Why a tool cannot have a name, as a sentence; undefined when it can. */
import { type Graph, id } from '@baton/shared/graph';

export function refuseToolName(graph: Graph, next: string, now: string): string | undefined {
  const parsed = id.safeParse(next);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  if (next !== now && graph.tools?.some((tool) => tool.id === next)) return `There is already a tool "${next}".`;
  return undefined;
}
