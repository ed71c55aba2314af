/** The node kinds: the union that the format parses, and what each kind tells people. */
import { z } from 'zod';
import { agent, agentInfo } from './agent.ts';
import type { KindInfo } from './common.ts';
import { graphInfo, graphNode } from './graph.ts';
import { human, humanInfo } from './human.ts';
import { join, joinInfo } from './join.ts';
import { router, routerInfo } from './router.ts';
import { toolInfo, toolNode } from './tool.ts';

export const node = z.discriminatedUnion('kind', [agent, router, human, toolNode, join, graphNode]);
export type Node = z.infer<typeof node>;
export type NodeKind = Node['kind'];
export type NodeOf<Kind extends NodeKind> = Extract<Node, { kind: Kind }>;

export const nodeKinds = {
  agent: agentInfo,
  router: routerInfo,
  human: humanInfo,
  tool: toolInfo,
  join: joinInfo,
  graph: graphInfo,
} satisfies Record<NodeKind, KindInfo>;

export { errorKinds, type ErrorKind, type ScriptStep } from './script.ts';
export type { KindInfo } from './common.ts';
export type { AgentNode } from './agent.ts';
export type { RouterNode } from './router.ts';
export type { HumanNode } from './human.ts';
export type { ToolNode } from './tool.ts';
export type { JoinNode } from './join.ts';
export type { GraphNode } from './graph.ts';
