/** The agent's confidence is strictly under, or at least, a threshold. */
import { z } from 'zod';
import { object } from '../graph/object.ts';
import type { TriggerInfo } from './info.ts';

export const confidenceTrigger = object({
  on: z.literal('confidence'),
  below: z.number().min(0).max(1).optional(),
  atLeast: z.number().min(0).max(1).optional(),
  missing: z.enum(['ignore', 'fire']).optional(),
}).refine((trigger) => (trigger.below === undefined) !== (trigger.atLeast === undefined), {
  message: 'say either "below" or "atLeast", a number from 0 to 1',
});
export type ConfidenceTrigger = z.infer<typeof confidenceTrigger>;

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

export const confidenceInfo: TriggerInfo<ConfidenceTrigger> = {
  title: 'Confidence',
  icon: 'gauge',
  help: 'The agent is less sure, or at least as sure, as a threshold.',
  words: (trigger) =>
    trigger.below !== undefined
      ? `confidence < ${percent(trigger.below)}`
      : `confidence ≥ ${percent(trigger.atLeast ?? 0)}`,
  fresh: { on: 'confidence', below: 0.7 },
};
