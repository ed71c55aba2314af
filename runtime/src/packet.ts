/** What travels along a handoff: LangGraph sends it to the next node, and a checkpoint keeps it until that node is done. */
import type { ContextPackage } from '@baton/shared/events';
import type { Json } from '@baton/shared/graph';
import type { BranchResult, Fork } from './fans.ts';

export interface Packet {
  node: string;
  visit: number;
  /**
   * `enter`: control has just reached the node. `tools` and `model` are an agent's own next steps: each model call
   * and each round of tools is a step of its own, so that what was paid for is never done twice. `look`: a join sees whether it can go on.
   */
  phase: 'enter' | 'tools' | 'model' | 'look';
  context: ContextPackage;
  /** The parallel branches that it is in, the innermost last. */
  forks: Fork[];
  /** The item of an `each` handoff, for its whole branch. */
  item?: Json;
  /** For `look`: which branch it is about, and what that brings where there is no fan. */
  by?: string;
  result?: BranchResult;
  /** Model calls of this visit so far. */
  steps: number;
  /** State keys that this visit has written in earlier steps. */
  wrote: string[];
  /** When the visit began, in ms since 1970, for its duration. */
  since: number;
  /** Before `tools`: id of the assistant's message that asks for them. */
  asks?: string;
}
