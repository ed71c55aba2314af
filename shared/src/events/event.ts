/** A run is its events. The union is closed; `seq` starts at 1 and has no gap; `model.delta` alone is live only. */
import type { Json, JsonObject } from '../graph/json.ts';
import type { PatchOperation } from '../graph/problem.ts';
import type { ErrorKind } from '../nodes/script.ts';
import type { Message, ModelRequest } from './message.ts';

/** What a receiver gets: built once, when the handoff is taken. */
export interface ContextPackage {
  /** The sender; null for the user's own message at the start of a run. */
  from: string | null;
  to: string;
  /** The kind of trigger; `start` for the user's own message. */
  trigger: string;
  reason: string;
  evidence: JsonObject;
  args: JsonObject;
  /** Ids of the messages that are passed on, in order. */
  history: string[];
  state: JsonObject;
  results: { node: string; output: Json }[];
  brief: string;
  /** When it was built: ISO 8601. */
  at: string;
  /** 0 for the start of the run, then counted up by each handoff. */
  hop: number;
  /** What the run may still use up, by limit; `costUsd` in US dollars, `seconds` of work. */
  remaining?: Remaining;
}

export type Remaining = { [Limit in 'handoffs' | 'modelCalls' | 'tokens' | 'costUsd' | 'seconds']?: number };

/** What was not passed on: messages by id, state keys, and their size in estimated tokens. */
export interface LeftBehind {
  messages: string[];
  state: string[];
  tokens: number;
  /** Size of what was passed on, for comparison. */
  passedTokens: number;
}

export interface Considered {
  id: string;
  fires: boolean;
  /** The values that the trigger looked at, and `error` where its expression failed. */
  evidence: JsonObject;
}

export interface RunError {
  kind: ErrorKind;
  message: string;
  /** The node that failed, or whose limit it was. */
  node?: string;
  /** Which limit, for an error of kind `limit`: a name of the graph's `limits`, or `maxSteps`. */
  limit?: string;
  /** The call of a model that failed, and after how long: `model.finished` tells only of those that were answered. */
  call?: { model: string; ms: number };
}

export interface Tokens {
  input: number;
  output: number;
  cached: number;
}

/** What the log adds to every event. */
interface Envelope {
  seq: number;
  /** ISO 8601. */
  at: string;
  run: string;
}
/**
 * Where in the graph something happened. `visit` counts entries into a node, from 1. A node of a graph that runs
 * inside a graph node has that node's id before its own: `refund/check`.
 */
export interface Place {
  node: string;
  visit: number;
  branch?: string;
}
type At = Partial<Place>;
interface Ending {
  output: Json;
  route: string[];
  tokens: Tokens;
  costUsd: number;
  ms: number;
}

/** A question to a person. */
export interface AskFields {
  ask: string;
  question: string;
  /** JSON Schema of an answer that fits. */
  schema: JsonObject;
  /** `text`, `approval`, `takeover` or `form`. */
  answer: string;
  summary: string;
  assignee?: string;
  /** When it is too late to answer: ISO 8601. */
  until?: string;
  /** For the approval of a handoff: its id, where it leads, and the package that would be passed on. */
  handoff?: string;
  to?: string;
  context?: ContextPackage;
  left?: LeftBehind;
  /** Messages of the package whose text no event has told before. */
  added?: Message[];
  /** For the approval of a tool call. */
  tool?: string;
  call?: string;
  args?: JsonObject;
}

/** Every kind of event and its fields, without the envelope (`seq`, `at`, `run`). */
export interface EventFields {
  'run.started': {
    graph: string;
    version: number | string;
    thread: string;
    input: string;
    inputMessage: Message;
    state: JsonObject;
    forkOf?: { run: string; seq: number };
  };
  'node.started': Place & { attempt: number; context: ContextPackage };
  /**
   * A consultation came back: what was answered, in the order of the calls, and by which nodes. `consultation` and
   * `claim` say which one it was, and whose arrival brought it back, so that a run that goes on does not do so twice.
   */
  'node.resumed': Place & { results: Json[]; by: string[]; consultation?: string; claim?: string };
  /** `from`: where in the text of this model call it stands, in UTF-16 units; a reader that comes late gets all from 0. */
  'model.delta': Place & { text: string; from?: number };
  'model.finished': Place & {
    model: string;
    request: ModelRequest;
    tokens: Tokens;
    costUsd: number;
    ms: number;
    message: Message;
    /** The limit beyond which it was made, to close the run with an answer. */
    closes?: string;
    /** Which step of the node's script was played, by index; only from the `script` model. */
    step?: number;
    /** Its words are not the node's: it has summed up, judged or chosen. */
    silent?: true;
  };
  'tool.started': Place & { tool: string; call: string; args: JsonObject };
  'tool.finished': Place & { tool: string; call: string; result?: Json; error?: string; ms: number; message?: Message };
  /** `step`: which step of the run, those of one number being in parallel. `scope`: which call of another graph. */
  'state.changed': At & { changes: PatchOperation[]; step?: number; scope?: string };
  'node.finished': Place & { output: Json; message: string; confidence: number | null; ms: number };
  'node.failed': Place & { error: RunError; attempt: number; retryInMs?: number };
  'node.cancelled': Place & { error: RunError; attempt: number };
  'handoff.considered': Place & { handoffs: Considered[] };
  'handoff.taken': At & {
    handoff: string;
    from: string;
    to: string;
    reason: string;
    context: ContextPackage;
    left: LeftBehind;
    /** Messages of the package whose text no event has told before. */
    added?: Message[];
    /** The receiver is consulted: its result comes back to the sender. */
    returns?: true;
  };
  'human.asked': Place & AskFields;
  'human.answered': Place & { ask: string; answer: Json; by: string };
  'run.paused': At & { why: PauseReason };
  'run.resumed': At & { why: PauseReason | 'crash' };
  'run.finished': Ending;
  'run.failed': Ending & { error: RunError };
  'run.cancelled': Ending;
}
export type PauseReason = 'human' | 'breakpoint' | 'step' | 'approval' | 'shutdown';
export type EventType = keyof EventFields;
/** An event before it is in a log. */
export type EventDraft<Type extends EventType = EventType> = { [T in Type]: { type: T } & EventFields[T] }[Type];
/** An event of one type, as everyone reads it. */
export type EventOf<Type extends EventType> = {
  [T in Type]: (T extends 'model.delta' ? Omit<Envelope, 'seq'> : Envelope) & { type: T } & EventFields[T];
}[Type];
export type RunEvent = EventOf<EventType>;
/** Stored in the log and replayed; everything but the live-only ones. */
export type StoredEvent = EventOf<Exclude<EventType, 'model.delta'>>;

export const liveOnly: ReadonlySet<EventType> = new Set<EventType>(['model.delta']);
export const endings: ReadonlySet<EventType> = new Set<EventType>(['run.finished', 'run.failed', 'run.cancelled']);
export const isStored = (event: RunEvent): event is StoredEvent => !liveOnly.has(event.type);
export const isEnding = (event: RunEvent): boolean => endings.has(event.type);
