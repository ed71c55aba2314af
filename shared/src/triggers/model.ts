/** The agent's model calls the tool `transfer_to_<to>`. */
import { z } from 'zod';
import { jsonSchema } from '../graph/json.ts';
import { object } from '../graph/object.ts';
import type { TriggerInfo } from './info.ts';

export const modelTrigger = object({
  on: z.literal('model'),
  /** The description of the tool that the model is offered. */
  when: z.string().optional(),
  /** Another name for that tool; OpenAI's rule for function names. */
  tool: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,64}$/, 'a tool name is letters, digits, dashes and underscores, at most 64')
    .optional(),
  args: jsonSchema.optional(),
});
export type ModelTrigger = z.infer<typeof modelTrigger>;

export const modelInfo: TriggerInfo<ModelTrigger> = {
  title: 'Model decides',
  icon: 'sparkles',
  help: 'The agent’s model chooses this handoff as it would choose a tool.',
  words: () => 'model decides',
  fresh: { on: 'model', when: '' },
};
