/** One call of a chat model: streams its words, gathers its answer. Knows LangChain; nothing else of a node does. */
import type { AIMessageChunk, BaseMessage, StandardMessageStructure } from '@langchain/core/messages';
import { concat } from '@langchain/core/utils/stream';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Message, OfferedTool, Tokens } from '@baton/shared/events';
import { isObject, type Json, type JsonObject, type JsonSchema } from '@baton/shared/graph';
import { NodeError } from '../errors.ts';
import { toLangChain } from './messages.ts';
import { Speech } from './thoughts.ts';

export interface Ask {
  messages: readonly Message[];
  tools: readonly OfferedTool[];
  /** A JSON Schema that the answer's text has to fit. */
  answer?: JsonSchema | undefined;
  signal: AbortSignal;
  onText(text: string): void;
}

export interface AskedCall {
  tool: string;
  /** Undefined when the model's arguments are not JSON. */
  args: JsonObject | undefined;
  /** What it wrote, for the message about it. */
  written: string;
}

export interface Answer {
  text: string;
  calls: AskedCall[];
  tokens: Tokens;
  /** Mean probability of the answer's tokens, where the provider gives log-probabilities. */
  certainty: number | undefined;
  /** What only the `script` model says beside its text. */
  script: { output?: Json; confidence?: number; step?: number } | undefined;
  /** Why it ended, in the provider's word. */
  ended: unknown;
}

interface Bindable {
  bindTools(tools: unknown[], options?: object): ReturnType<BaseChatModel['withConfig']>;
}

const canBind = (model: BaseChatModel): model is BaseChatModel & Bindable => typeof model.bindTools === 'function';

function bound(model: BaseChatModel, { tools, answer }: Ask) {
  const options = answer
    ? { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: answer } } }
    : {};
  if (tools.length > 0 && canBind(model)) {
    const functions = tools.map((tool) => ({
      type: 'function',
      function: { name: tool.name, description: tool.description, parameters: tool.parameters },
    }));
    return model.bindTools(functions, options);
  }
  return answer ? model.withConfig(options as object) : model;
}

/** In characters, calls and thoughts included: a model that does not come to an end is not listened to for ever. */
const longestAnswer = 1_000_000;

function lengthOf(chunk: AIMessageChunk<StandardMessageStructure>): number {
  const { reasoning_content: thoughts } = chunk.additional_kwargs;
  const calls = (chunk.tool_call_chunks ?? []).map(({ args = '' }) => args.length);
  return (
    textOf(chunk).length +
    (typeof thoughts === 'string' ? thoughts.length : 0) +
    calls.reduce((sum, size) => sum + size, 0)
  );
}

const textOf = (message: BaseMessage): string => (typeof message.content === 'string' ? message.content : message.text);

export async function ask(model: BaseChatModel, request: Ask): Promise<Answer> {
  const stream = await bound(model, request).stream(request.messages.map(toLangChain), { signal: request.signal });
  const speech = new Speech();
  const tell = (words: string): void => {
    if (words) request.onText(words);
  };
  let whole: AIMessageChunk<StandardMessageStructure> | undefined;
  let length = 0;
  for await (const chunk of stream as AsyncIterable<AIMessageChunk<StandardMessageStructure>>) {
    length += lengthOf(chunk);
    if (length > longestAnswer) throw new Error(`it said more than ${longestAnswer} characters.`);
    tell(speech.hear(textOf(chunk)));
    whole = whole ? concat(whole, chunk) : chunk;
  }
  request.signal.throwIfAborted();
  tell(speech.end());
  if (!whole) throw new Error('the model sent an empty answer');
  return read(whole, speech.words);
}

function read(message: AIMessageChunk<StandardMessageStructure>, text: string): Answer {
  const usage = message.usage_metadata;
  const calls = (message.tool_call_chunks ?? []).map(({ name = '', args = '' }) => ({
    tool: name,
    args: argsOf(args),
    written: args,
  }));
  return {
    text,
    calls,
    tokens: {
      input: usage?.input_tokens ?? 0,
      output: usage?.output_tokens ?? 0,
      cached: usage?.input_token_details?.cache_read ?? 0,
    },
    certainty: certaintyOf(message.response_metadata['logprobs']),
    script: message.response_metadata['script'] as Answer['script'],
    ended: message.response_metadata['finish_reason'],
  };
}

/** @returns what is wrong with an answer that has no word for anybody: thoughts are none. A script is as its author wrote it. */
export function wordless({ text, calls, script, ended }: Answer, model: string): NodeError | undefined {
  if (text.trim() !== '' || calls.length > 0 || script) return undefined;
  if (ended === 'content_filter')
    return new NodeError('refused', `The content filter of ${model} withheld its answer.`);
  if (ended !== 'length') return new NodeError('model', `${model} answered without a word.`, { passing: true });
  const advice = 'Allow more with maxTokens in the model options.';
  return new NodeError('model', `${model} came to the end of what it may say before it had said a word. ${advice}`);
}

/** LangChain mends broken JSON as well as it can; a handoff or a tool call must be what the model really wrote. */
function argsOf(written: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(written.trim() || '{}');
    return isObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function certaintyOf(logprobs: unknown): number | undefined {
  if (typeof logprobs !== 'object' || logprobs === null || !('content' in logprobs) || !Array.isArray(logprobs.content))
    return undefined;
  const values = logprobs.content
    .map((token: { logprob?: unknown }) => token.logprob)
    .filter((value) => typeof value === 'number');
  return values.length > 0 ? Math.exp(values.reduce((sum, value) => sum + value, 0) / values.length) : undefined;
}
