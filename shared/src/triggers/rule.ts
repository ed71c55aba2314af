/** An expression is true. */
import { z } from 'zod';
import { expression } from '../graph/ids.ts';
import { object } from '../graph/object.ts';
import type { TriggerInfo } from './info.ts';

export const ruleTrigger = object({
  on: z.literal('rule'),
  if: expression,
  /** `entry`: before the node’s model is called, so that an explicit rule costs no model call. */
  at: z.enum(['exit', 'entry']).optional(),
});
export type RuleTrigger = z.infer<typeof ruleTrigger>;

/** `state.intent == "billing"` reads as `intent = billing`; anything longer stays as it was written. */
function readable(source: string): string {
  const simple = /^\s*(?:state\.|output\.)?([\w.]+)\s*==\s*['"]([^'"]*)['"]\s*$/.exec(source);
  return simple ? `${simple[1]} = ${simple[2]}` : source.trim();
}

export const ruleInfo: TriggerInfo<RuleTrigger> = {
  title: 'Rule',
  icon: 'equal',
  help: 'A condition over state, output or the message is true.',
  words: (trigger) => `${trigger.at === 'entry' ? 'on entry, when' : 'when'} ${readable(trigger.if)}`,
  fresh: { on: 'rule', if: 'true' },
};
