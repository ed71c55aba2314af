/** Without a model, a node plays its script; where it has none, the run simulates it, and that should surprise nobody. */
import { modelOf, nodeName } from '../graph/defaults.ts';
import { problem, type Check } from './check.ts';

export const models: Check = ({ graph, nodes }) =>
  nodes.flatMap((node, index) => {
    const asks = node.kind === 'agent' || (node.kind === 'router' && node.classify !== undefined);
    if (!asks || node.script?.length || modelOf(graph, node) !== 'script') return [];
    const message = `${nodeName(node)} has neither a model nor a script, so that its answers are simulated; choose a model, or write a script.`;
    return [problem('hint', 'simulated', ['nodes', index], message)];
  });
