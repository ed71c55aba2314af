/** What a node kind has to do when control reaches it. */
import type { Json, JsonObject } from '@baton/shared/graph';
import type { Node, NodeKind, NodeOf } from '@baton/shared/nodes';
import type { Packet } from '../packet.ts';
import type { Values } from '../expressions.ts';
import type { Visit } from '../visit.ts';

/** The node has done its work: its handoffs are considered next. */
export interface Done {
  output: Json;
  /** Its last words. */
  text: string;
  confidence: number | null;
  /** Handoffs that its model asked for, in its order. */
  asked: { handoff: string; args: JsonObject }[];
  /** More values for conditions, such as `answer`. */
  values?: Values;
  /** Whether its words are said to the user. */
  speaks: boolean;
}

/** Done, or the node's own next step. */
export type Outcome = { done: Done } | { next: Packet };

export type NodeRunner<N extends Node> = (node: N, visit: Visit) => Promise<Outcome>;
export type NodeRunners = { [Kind in NodeKind]: NodeRunner<NodeOf<Kind>> | undefined };
