/** What a reader of a run's events knows so far. Plain JSON: the same on the server, in the browser and in a file. */
import type { Json, JsonObject } from '../graph/json.ts';
import type { AskFields, Considered, ContextPackage, LeftBehind, PauseReason, RunError, Tokens } from './event.ts';
import type { Message, ModelRequest } from './message.ts';

export type RunStatus = 'queued' | 'running' | 'paused' | 'finished' | 'failed' | 'cancelled';
export type VisitStatus = 'running' | 'waiting' | 'finished' | 'failed' | 'cancelled';

export interface ModelCallView {
  model: string;
  request: ModelRequest;
  tokens: Tokens;
  costUsd: number;
  ms: number;
  /** Id of the answer in `messages`. */
  message: string;
}

export interface ToolCallView {
  tool: string;
  call: string;
  args: JsonObject;
  status: 'running' | 'finished' | 'failed';
  result?: Json;
  error?: string;
  ms?: number;
}

/** One entry into a node. */
export interface VisitView {
  node: string;
  visit: number;
  branch?: string;
  attempt: number;
  status: VisitStatus;
  /** Sequence number of its `node.started`; the key of the visit in the timeline. */
  seq: number;
  at: string;
  context: ContextPackage;
  /** What it has said so far: streamed while it runs, whole when it has finished. */
  text: string;
  models: ModelCallView[];
  tools: ToolCallView[];
  considered: Considered[];
  output?: Json;
  confidence?: number | null;
  error?: RunError;
  retryInMs?: number;
  ms?: number;
}

/** One handoff taken. */
export interface HopView {
  seq: number;
  handoff: string;
  from: string;
  to: string;
  reason: string;
  context: ContextPackage;
  left: LeftBehind;
  /** The receiver was consulted. */
  returns?: true;
  /** Every handoff of the sender that was considered, with its evidence. */
  considered: Considered[];
}

/** What a visit had said and done until it waited for somebody: what it says from then on stands below the answer. */
export interface SaidBefore {
  text: string;
  tools: number;
  models: number;
}

/** A consultation, or several at once, came back to the node that had asked. */
export interface ReturnView {
  seq: number;
  node: string;
  visit: number;
  results: Json[];
  /** Who answered, in the order of `results`. */
  by: string[];
  before: SaidBefore;
}

export interface AskView extends AskFields {
  node: string;
  visit: number;
  branch?: string;
  seq: number;
  before: SaidBefore;
  open: boolean;
  /** All that was answered so far; several of a takeover, which stays open until it is handed back. */
  answers: Json[];
  /** The newest answer. */
  given?: Json;
  by?: string;
}

export interface RunView {
  run: string;
  status: RunStatus;
  /** Why it is paused. */
  why?: PauseReason;
  graph: string;
  version: number | string;
  thread: string;
  input: string;
  /** Sequence number of the last stored event that went in; 0 before the first. */
  seq: number;
  startedAt: string;
  endedAt?: string;
  /** In the order in which nodes were entered. */
  visits: VisitView[];
  hops: HopView[];
  returns: ReturnView[];
  /** Node ids in order. */
  route: string[];
  state: JsonObject;
  messages: { [id: string]: Message };
  asks: AskView[];
  output?: Json;
  error?: RunError;
  tokens: Tokens;
  costUsd: number;
  /** From the start to the end, with all pauses. */
  ms?: number;
  /** How long it was paused so far, without a pause that lasts. */
  waitedMs: number;
  /** Since when it is paused: ISO 8601. */
  pausedAt?: string;
}

/** @returns how long the run was at work, in ms, which waiting for people is not; undefined until it is over. */
export const workedMs = ({ ms, waitedMs }: Pick<RunView, 'ms' | 'waitedMs'>): number | undefined =>
  ms === undefined ? undefined : Math.max(0, ms - waitedMs);

export function emptyView(run = ''): RunView {
  return {
    run,
    status: 'queued',
    graph: '',
    version: 'draft',
    thread: '',
    input: '',
    seq: 0,
    startedAt: '',
    visits: [],
    hops: [],
    returns: [],
    route: [],
    state: {},
    messages: {},
    asks: [],
    tokens: { input: 0, output: 0, cached: 0 },
    costUsd: 0,
    waitedMs: 0,
  };
}
