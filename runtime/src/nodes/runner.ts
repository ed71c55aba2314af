/** What a node kind has to do when control reaches it. */
import type { Node, NodeKind, NodeOf } from '@baton/shared/nodes';
import type { Packet } from '../packet.ts';
import type { Visit } from '../visit.ts';
import type { Done } from './done.ts';

/** Another graph that is run on the way, and what it is told. */
export interface GraphCall {
  /** Its key among the run's graphs. */
  graph: string;
  input: string;
  /** What leads to it in the place of its nodes: the node's id, or the node's and the tool's. */
  path: string;
  /** The model's call that it answers. */
  call?: { id: string; tool: string };
}

/** Done, the node's own next step, or graphs to run before it. */
export type Outcome = { done: Done } | { next: Packet } | { calls: GraphCall[]; then: Packet };

export type NodeRunner<N extends Node> = (node: N, visit: Visit) => Promise<Outcome>;
export type NodeRunners = { [Kind in NodeKind]: NodeRunner<NodeOf<Kind>> };
