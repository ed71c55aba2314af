/** What travels along a handoff: LangGraph sends it to the next node, and a checkpoint keeps it until that node is done. */
import type { Considered, ContextPackage, LeftBehind, RunError } from '@baton/shared/events';
import type { Json, JsonObject, Redaction } from '@baton/shared/graph';
import type { BranchResult, Fork } from './handoffs/fans.ts';
import type { Done } from './nodes/done.ts';

/**
 * `enter`: control has just reached the node; `work`: its entry rules are settled. `model`, `tools` and `takeover` are
 * a node's own next steps: each model call, each round of tools and each word of a person is a step of its own, so that
 * what was paid for is never done twice. `decide`: its work is done, and people are asked about its handoffs. `back`: graphs that it called
 * have answered. `look`: a join, or a node that consults, sees whether it can go on.
 */
export type Phase = 'enter' | 'work' | 'tools' | 'model' | 'takeover' | 'decide' | 'back' | 'look';

export interface Packet {
  /** Inside another graph with the path that leads there: `refund/check`. See places.ts. */
  node: string;
  visit: number;
  phase: Phase;
  context: ContextPackage;
  /** The parallel branches and consultations that it is in, the innermost last. */
  forks: Fork[];
  /** The item of an `each` handoff, for its whole branch. */
  item?: Json;
  /** Inside another graph: which call of it, by branch; what it was told. */
  scope?: string;
  input?: string;
  /** For `look`: which branch it is about, and what that brings where there is no fan. */
  by?: string;
  result?: BranchResult;
  /** Model calls of this visit so far. */
  steps: number;
  /** State keys that this visit has written in earlier steps, or that nodes which it consulted have. */
  wrote: string[];
  /** State keys that others have written since the consultation began that it is in; a checkpoint of before has none. */
  trail?: string[];
  /** By what texts were redacted on the way here: no result that is passed on brings it back. */
  redacted?: Redaction[];
  /** How many messages the node had seen when this visit began to work; unknown before. */
  received?: number;
  /** When the visit began, in ms since 1970, for its duration. */
  since: number;
  /** Before `tools`: id of the assistant's message that asks for them. */
  asks?: string;
  /** How often this visit has consulted. */
  rounds?: number;
  /** Handoffs that are passed over in this visit: a person refused them, or they have come back. */
  passedOver?: string[];
  /** Those of them that a person refused, as they were considered. */
  refused?: Considered[];
  /** Tool calls that a person was asked about, with the answer. */
  permits?: { [call: string]: Json };
  /** Before `decide`: with what it leaves, and what waits for people. */
  pending?: Pending;
  /** Before `takeover`: how many words were exchanged. */
  turn?: number;
  /** Before `back`: what the called graphs have answered, in order. */
  results?: CallResult[];
}

/** With what a node leaves: before its work, after it, or having failed. */
export interface Leaving {
  at: 'entry' | 'exit' | 'error';
  done: Done;
  failure?: RunError;
}

/** A handoff that is about to be taken: for each item of its list, or each call of the model, one. */
export interface Way {
  /** Id in its own graph. */
  handoff: string;
  reason: string;
  evidence: JsonObject;
  args: JsonObject;
  item?: Json;
  /** The model's call that asks for it. */
  call?: { id: string; tool: string };
}

/** A way whose package is made already, because a person looks at it first. */
export interface PackedWay extends Way {
  to: string;
  context: ContextPackage;
  left: LeftBehind;
  /** What the person said; undefined before, and where nobody is asked. */
  answer?: { approved: boolean; comment: string };
}

export interface Pending {
  leaving: Leaving;
  ways: PackedWay[];
}

/** What a consulted node, or a graph that was called, has answered. */
export interface CallResult {
  output: Json;
  text: string;
  error?: RunError;
}

/** One branch of a consultation: who is asked, and how the answer reaches who asked. */
export interface Consulted {
  branch: string;
  /** Place of the node that is asked. */
  node: string;
  /** What the sender knows it by. */
  name: string;
  /** The model's call that is answered; without one the answer is a message. */
  call?: { id: string; tool: string };
  /** A graph that was called by a tool; when, in ms since 1970. */
  tool?: { since: number };
}

/** A node that waits for others to come back, and what it goes on with then. */
export interface Consultation {
  caller: Packet;
  consulted: Consulted[];
  /** `handoff`: nodes of the same graph. `graph`: other graphs. */
  kind: 'handoff' | 'graph';
}

/** A packet whose step waits for a person: see people/waiting.ts. */
export interface WaitingPacket {
  packet: Packet;
  /** How many answers the question has had before. */
  turn: number;
}

/** By question; null takes one away. */
export type WaitingPackets = { [ask: string]: WaitingPacket | null };
