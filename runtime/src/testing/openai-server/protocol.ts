/**
 * What comes in over the wire: the part of OpenAI's Chat Completions that the test server speaks, as zod schemas.
 * Source: https://platform.openai.com/docs/api-reference/chat/create. As there, a parameter that the API does not
 * know is an error.
 */
import { z } from 'zod';

const jsonObject = z.record(z.string(), z.json());

const textPart = z.strictObject({ type: z.literal('text'), text: z.string() });
const imagePart = z.strictObject({ type: z.literal('image_url'), image_url: jsonObject });
const content = z.union([z.string(), z.array(z.union([textPart, imagePart])).min(1)]);
const name = z.string().regex(/^[^\s<|\\/>]+$/, 'string does not match pattern ^[^\\s<|\\\\/>]+$');

const toolCall = z.strictObject({
  id: z.string().min(1).max(64),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});

const system = z.strictObject({ role: z.enum(['system', 'developer']), content, name: name.optional() });
const user = z.strictObject({ role: z.literal('user'), content, name: name.optional() });
const assistant = z.strictObject({
  role: z.literal('assistant'),
  content: content.nullish(),
  name: name.optional(),
  refusal: z.string().nullish(),
  tool_calls: z.array(toolCall).min(1).optional(),
});
// Not in the reference, but LangChain sends a tool's name with its result, and OpenAI takes it.
const tool = z.strictObject({ role: z.literal('tool'), content, tool_call_id: z.string(), name: name.optional() });

export const message = z.discriminatedUnion('role', [system, user, assistant, tool]);
export type ChatMessage = z.infer<typeof message>;

export const chatTool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'string does not match pattern ^[a-zA-Z0-9_-]+$'),
    description: z.string().optional(),
    parameters: jsonObject.optional(),
    strict: z.boolean().nullish(),
  }),
});
export type ChatTool = z.infer<typeof chatTool>;

const responseFormat = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'string does not match pattern ^[a-zA-Z0-9_-]+$'),
      description: z.string().optional(),
      schema: jsonObject.optional(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string() }) }),
]);

export const chatRequest = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  tools: z.array(chatTool).min(1).max(128).optional(),
  tool_choice: toolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
  response_format: responseFormat.optional(),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
    .nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: z.literal(1).nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  stop: z.union([z.string(), z.array(z.string()).min(1).max(4)]).nullish(),
  seed: z.int().nullish(),
  user: z.string().optional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  service_tier: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  store: z.boolean().nullish(),
  logit_bias: z.record(z.string(), z.number()).nullish(),
  prompt_cache_key: z.string().optional(),
  safety_identifier: z.string().optional(),
});
export type ChatRequest = z.infer<typeof chatRequest>;

/** @returns the text of a message's content, whichever of its two shapes it has. */
export function textOf(message: ChatMessage): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}
