/** What a type of tool has to do. */
import type { Json, JsonObject, Tool } from '@baton/shared/graph';

export interface ToolCallContext {
  signal: AbortSignal;
  /** The same on a retry, so that a side effect can be recognised: `run:node:visit:call`. */
  idempotencyKey: string;
}

export interface ToolRunner<T extends Tool> {
  offer(tool: T): { description: string; parameters: JsonObject };
  /** @throws Error with a sentence that is told to the model. */
  call(tool: T, args: JsonObject, context: ToolCallContext): Promise<Json>;
}
