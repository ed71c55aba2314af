/** What each node kind does. A kind without a runner is refused by name before a run: see unsupported.ts. */
import type { Node } from '@baton/shared/nodes';
import type { Visit } from '../visit.ts';
import { runAgent } from './agent.ts';
import { runHuman } from './human.ts';
import { runJoin } from './join.ts';
import { runRouter } from './router.ts';
import { runToolNode } from './tool.ts';
import type { NodeRunner, NodeRunners, Outcome } from './runner.ts';

export const nodeRunners: NodeRunners = {
  agent: runAgent,
  router: runRouter,
  human: runHuman,
  tool: runToolNode,
  join: runJoin,
  graph: undefined,
};

export function runNode(node: Node, visit: Visit): Promise<Outcome> {
  const runner = nodeRunners[node.kind] as NodeRunner<Node> | undefined;
  if (!runner) throw new Error(`nodes of kind "${node.kind}" are not run yet`);
  return runner(node, visit);
}
