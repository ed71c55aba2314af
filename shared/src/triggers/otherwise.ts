/** Nothing else of this node fired. */
import { z } from 'zod';
import { object } from '../graph/object.ts';
import type { TriggerInfo } from './info.ts';

export const otherwiseTrigger = object({ on: z.literal('otherwise') });
export type OtherwiseTrigger = z.infer<typeof otherwiseTrigger>;

export const otherwiseInfo: TriggerInfo<OtherwiseTrigger> = {
  title: 'Otherwise',
  icon: 'corner-down-right',
  help: 'When nothing else of this node fired.',
  words: () => 'otherwise',
  fresh: { on: 'otherwise' },
};
