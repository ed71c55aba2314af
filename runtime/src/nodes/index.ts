/** What each node kind does. */
import type { Node } from '@baton/shared/nodes';
import type { Visit } from '../visit.ts';
import { runAgent } from './agent.ts';
import { runGraph } from './graph.ts';
import { runHuman } from './human.ts';
import { runJoin } from './join.ts';
import { runRouter } from './router.ts';
import { runToolNode } from './tool.ts';
import type { NodeRunner, NodeRunners, Outcome } from './runner.ts';

const nodeRunners: NodeRunners = {
  agent: runAgent,
  router: runRouter,
  human: runHuman,
  tool: runToolNode,
  join: runJoin,
  graph: runGraph,
};

export function runNode(node: Node, visit: Visit): Promise<Outcome> {
  const runner = nodeRunners[node.kind] as NodeRunner<Node>;
  return runner(node, visit);
}
