/** The agent says that the task needs a capability which it lacks and the target has. */
import { z } from 'zod';
import { object } from '../graph/object.ts';
import type { TriggerInfo } from './info.ts';

export const capabilityTrigger = object({
  on: z.literal('capability'),
  /** Default: all the target's capabilities. */
  needs: z.array(z.string().min(1)).optional(),
});
export type CapabilityTrigger = z.infer<typeof capabilityTrigger>;

export const capabilityInfo: TriggerInfo<CapabilityTrigger> = {
  title: 'Capability',
  icon: 'puzzle',
  help: 'The agent asks for something that it cannot do and the target can.',
  words: (trigger) => (trigger.needs?.length ? `needs ${trigger.needs.join(' or ')}` : 'needs what the target can do'),
  fresh: { on: 'capability' },
};
