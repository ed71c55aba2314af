/** A fix that a check offers, applied to the document. */
import { applyChanges } from '../../events/state.ts';
import type { JsonObject } from '../json.ts';
import { parseGraph } from '../parse.ts';
import type { Fix } from '../problem.ts';
import type { Graph } from '../schema.ts';

/** @returns the graph itself when the fix no longer fits, because the document has moved on since. */
export function applyFix(graph: Graph, fix: Fix): Graph {
  const parsed = parseGraph(applyChanges(graph as unknown as JsonObject, fix.patch));
  return parsed.ok ? parsed.graph : graph;
}
