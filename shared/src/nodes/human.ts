/** Pauses the run, durably, until a person answers. */
import { z } from 'zod';
import { stateKey, template } from '../graph/ids.ts';
import { jsonSchema } from '../graph/json.ts';
import { object } from '../graph/object.ts';
import { commonFields, type KindInfo } from './common.ts';

export const human = object({
  ...commonFields,
  kind: z.literal('human'),
  ask: template.optional(),
  /** A JSON Schema is drawn as a form. */
  answer: z.union([z.enum(['text', 'approval', 'takeover']), jsonSchema]).optional(),
  assignee: z.string().optional(),
  into: stateKey.optional(),
});
export type HumanNode = z.infer<typeof human>;

export const humanInfo: KindInfo = {
  title: 'Person',
  icon: 'user-round',
  help: 'Waits for a person: an answer, an approval, a form, or a takeover.',
  fresh: { name: 'Person', ask: 'What should happen next?', answer: 'text' },
};
