/** What a test lets the server answer with: a model's reply, or one of the ways in which a provider goes wrong. */
import type { Json } from '@baton/shared/graph';
import type { ChatRequest } from './protocol.ts';

export interface Reply {
  /** Streamed as it comes: a test that yields text piece by piece decides when the model goes on. */
  text?: string | AsyncIterable<string>;
  /** What the model thinks before it answers, told beside the text as DeepSeek, vLLM and llama.cpp do. */
  reasoning?: string;
  /** Text that is this value as JSON: a structured answer. */
  json?: Json;
  toolCalls?: ReplyCall[];
  refusal?: string;
  finishReason?: 'stop' | 'length' | 'tool_calls' | 'content_filter';
  /** Estimated from the texts where it is left out. */
  usage?: { input?: number; output?: number; cached?: number };
  /** How sure the model is of each token, above 0 and up to 1, when the request asks for logprobs. */
  probability?: number;
}

export interface ReplyCall {
  name: string;
  /** As text they are sent as they are: models write broken JSON, too. */
  arguments: { [key: string]: Json } | string;
  id?: string;
}

export type Fault =
  /** An error of the API, such as 429 or 503. `retryAfter` in seconds. */
  | { status: number; retryAfter?: number; message?: string; code?: string }
  /** Takes the request and never answers. */
  | { fault: 'hang' }
  /** Closes the connection before a byte is sent. */
  | { fault: 'reset' }
  /** Closes the connection after so many chunks (default: 2) of the stream. */
  | { fault: 'cut'; after?: number; reply: Reply }
  /** Sends a chunk that is not JSON after so many chunks (default: 2), then the rest. */
  | { fault: 'malformed'; after?: number; reply: Reply }
  /** Waits before every chunk. */
  | { fault: 'drip'; everyMs: number; reply: Reply };

export type Answer = Reply | Fault;

/**
 * @param nth 0 for the first valid request to this server, then counted up.
 * A reply that is awaited is a model that thinks: nothing is sent meanwhile.
 */
export type ReplyFunction = (request: ChatRequest, nth: number) => Answer | Promise<Answer>;

export const isFault = (answer: Answer): answer is Fault => 'fault' in answer || 'status' in answer;
