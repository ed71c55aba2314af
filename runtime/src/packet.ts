/** What travels along a handoff: LangGraph sends it to the next node, and a checkpoint keeps it until that node is done. */
import type { ContextPackage } from '@baton/shared/events';

export interface Packet {
  node: string;
  visit: number;
  /**
   * `enter`: control has just reached the node. `tools` and `model` are an agent's own next steps: each model call
   * and each round of tools is a step of its own, so that what was paid for is never done twice.
   */
  phase: 'enter' | 'tools' | 'model';
  context: ContextPackage;
  branch?: string;
  /** Model calls of this visit so far. */
  steps: number;
  /** State keys that this visit has written in earlier steps. */
  wrote: string[];
  /** When the visit began, in ms since 1970, for its duration. */
  since: number;
  /** Before `tools`: id of the assistant's message that asks for them. */
  asks?: string;
}
