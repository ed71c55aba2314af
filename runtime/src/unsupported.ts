/** What the format can say and this runtime does not run yet: refused by name before a run, never passed over. */
import { handoffsOf, nodesOf, pointer, type Graph, type Handoff, type Problem } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { nodeRunners } from './nodes/index.ts';
import { runsTool } from './tools/index.ts';

export function unsupported(graph: Graph): Problem[] {
  const nodes = nodesOf(graph).flatMap((node, index) =>
    inNode(node).map(([field, what]) => problem(['nodes', index, field], what)),
  );
  const handoffs = handoffsOf(graph).flatMap((handoff, index) =>
    inHandoff(handoff).map(([field, what]) => problem(['handoffs', index, ...field.split('/')], what)),
  );
  const tools = (graph.tools ?? []).flatMap((tool, index) =>
    runsTool(tool) && !tool.approval
      ? []
      : [problem(['tools', index], runsTool(tool) ? 'tools that ask for approval' : `tools of type "${tool.type}"`)],
  );
  return [...nodes, ...handoffs, ...tools];
}

function problem(path: readonly PropertyKey[], what: string): Problem {
  const message = `This version of Baton does not run ${what} yet. The graph can be drawn and saved with it.`;
  return { severity: 'error', code: 'not-run-yet', path: pointer(path), message };
}

function inNode(node: Node): [field: string, what: string][] {
  const found: [string, string][] = [];
  if (!nodeRunners[node.kind]) found.push(['kind', `nodes of kind "${node.kind}"`]);
  if (node.kind === 'human' && node.answer === 'takeover') found.push(['answer', 'takeovers']);
  if (node.kind === 'human' && node.timeoutSeconds !== undefined)
    found.push(['timeoutSeconds', 'time limits for people']);
  return found;
}

function inHandoff(handoff: Handoff): [field: string, what: string][] {
  const found: [string, string][] = [];
  if (handoff.approval) found.push(['approval', 'approvals of a handoff']);
  if (handoff.returns) found.push(['returns', 'consultations ("returns": true)']);
  if (handoff.context?.redact) found.push(['context/redact', 'redaction']);
  return found;
}
