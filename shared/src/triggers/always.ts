/** The node finished. */
import { z } from 'zod';
import { object } from '../graph/object.ts';
import type { TriggerInfo } from './info.ts';

export const alwaysTrigger = object({ on: z.literal('always') });
export type AlwaysTrigger = z.infer<typeof alwaysTrigger>;

export const alwaysInfo: TriggerInfo<AlwaysTrigger> = {
  title: 'Always',
  icon: 'arrow-right',
  help: 'As soon as the node has finished.',
  words: () => 'always',
  fresh: { on: 'always' },
};
