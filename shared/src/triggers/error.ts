/** The node failed after its retries. */
import { z } from 'zod';
import { object } from '../graph/object.ts';
import { errorKinds } from '../nodes/script.ts';
import type { TriggerInfo } from './info.ts';

export const errorTrigger = object({ on: z.literal('error'), kinds: z.array(z.enum(errorKinds)).min(1).optional() });
export type ErrorTrigger = z.infer<typeof errorTrigger>;

export const errorInfo: TriggerInfo<ErrorTrigger> = {
  title: 'Error',
  icon: 'triangle-alert',
  help: 'The node failed, and its retries did too.',
  words: (trigger) => (trigger.kinds ? `on ${trigger.kinds.join(' or ')} error` : 'on error'),
  fresh: { on: 'error' },
};
