/** What a type of tool has to do. */
import type { OfferedTool } from '@baton/shared/events';
import type { Graph, Json, JsonObject, Tool } from '@baton/shared/graph';
import type { ToolServices } from './services.ts';

export interface ToolContext {
  graph: Graph;
  signal: AbortSignal;
  services: ToolServices;
}

export interface ToolCallContext extends ToolContext {
  /** The same on a retry, so that a side effect can be recognised: `run:node:visit:call`. */
  idempotencyKey: string;
  /** The state that templates of the tool see. */
  state: JsonObject;
}

/** One function that a model is offered: most tools are one, an MCP server is several. */
export interface Offered extends OfferedTool {
  /** @throws ToolError, or any Error with a sentence that is told to the model. */
  call(args: JsonObject, context: ToolCallContext): Promise<Json>;
}

export interface ToolRunner<T extends Tool> {
  offer(tool: T, context: ToolContext): Promise<Offered[]>;
  /** Whether calling it twice is the same as calling it once. */
  isRepeatable(tool: T): boolean;
}

/** The schema of a tool that describes no arguments. */
export const noArguments: JsonObject = { type: 'object', properties: {} };

export const timeoutMs = ({ timeoutSeconds }: Tool, byDefault: number): number =>
  Math.ceil((timeoutSeconds ?? byDefault) * 1000);

/** What went wrong in a tool, as a sentence for the model. */
export class ToolError extends Error {
  /** Worth another try: the same call may go through later, and does no harm when it came through after all. */
  readonly passing: boolean;
  /** How long the other side asks to be left alone, in ms. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, more: { passing?: boolean; retryAfterMs?: number | undefined } = {}) {
    super(message);
    this.name = 'ToolError';
    this.passing = more.passing ?? false;
    this.retryAfterMs = more.retryAfterMs;
  }
}
