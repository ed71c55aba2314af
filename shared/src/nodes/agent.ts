/** A model with instructions and tools; loops over its tools until it answers or hands off. */
import { z } from 'zod';
import { expression, model, stateKey, template } from '../graph/ids.ts';
import { json, jsonSchema } from '../graph/json.ts';
import { object } from '../graph/object.ts';
import { commonFields, type KindInfo } from './common.ts';
import { script } from './script.ts';

const then = z.union([z.literal('error'), object({ say: template })]).optional();
const guardrail = z.union([
  object({ trip: expression, then }),
  object({ judge: z.string().min(1), model: model.optional(), then }),
]);

export const agent = object({
  ...commonFields,
  kind: z.literal('agent'),
  instructions: template.optional(),
  model: model.optional(),
  /** Passed on as they are: those of model-options.ts. */
  modelOptions: z.record(z.string(), json).optional(),
  tools: z.array(z.string()).optional(),
  capabilities: z.array(z.string().min(1)).optional(),
  output: jsonSchema.optional(),
  into: z.array(stateKey).optional(),
  confidence: z.enum(['self', 'logprobs', 'judge']).optional(),
  /** Model calls in one visit. */
  maxSteps: z.int().min(1).max(1000).optional(),
  guardrails: object({ input: z.array(guardrail).optional(), output: z.array(guardrail).optional() }).optional(),
  script: script.optional(),
});
export type AgentNode = z.infer<typeof agent>;

export const agentInfo: KindInfo = {
  title: 'Agent',
  icon: 'bot',
  help: 'A model with instructions and tools. It answers, or hands off.',
  fresh: { name: 'Agent', instructions: '' },
};
