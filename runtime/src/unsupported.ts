/** What the format can say and this runtime does not run yet: refused by name before a run, never passed over. */
import { pointer, type Graph, type Problem } from '@baton/shared/graph';
import { runsTool } from './tools/index.ts';

export function unsupported(graph: Graph): Problem[] {
  return (graph.tools ?? []).flatMap((tool, index) =>
    runsTool(tool) ? [] : [problem(['tools', index], `tools of type "${tool.type}"`)],
  );
}

function problem(path: readonly PropertyKey[], what: string): Problem {
  const message = `This version of Baton does not run ${what} yet. The graph can be drawn and saved with it.`;
  return { severity: 'error', code: 'not-run-yet', path: pointer(path), message };
}
