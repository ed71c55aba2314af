/** Decides and says nothing: rules alone, or a model that classifies. */
import { z } from 'zod';
import { model, stateKey } from '../graph/ids.ts';
import { json } from '../graph/json.ts';
import { object } from '../graph/object.ts';
import { commonFields, type KindInfo } from './common.ts';
import { script } from './script.ts';

export const router = object({
  ...commonFields,
  kind: z.literal('router'),
  classify: object({
    question: z.string().optional(),
    labels: z
      .array(
        object({
          name: z.string().min(1),
          description: z.string().optional(),
          examples: z.array(z.string()).optional(),
        }),
      )
      .min(1),
    into: stateKey.optional(),
  }).optional(),
  model: model.optional(),
  modelOptions: z.record(z.string(), json).optional(),
  script: script.optional(),
});
export type RouterNode = z.infer<typeof router>;

export const routerInfo: KindInfo = {
  title: 'Router',
  icon: 'split',
  help: 'Decides where to go and says nothing: by rules, or by a model that classifies.',
  fresh: { name: 'Router' },
};
