/** The trigger kinds: the union that the format parses, and what each tells people. */
import { z } from 'zod';
import { alwaysInfo, alwaysTrigger } from './always.ts';
import { capabilityInfo, capabilityTrigger } from './capability.ts';
import { confidenceInfo, confidenceTrigger } from './confidence.ts';
import { errorInfo, errorTrigger } from './error.ts';
import type { TriggerInfo } from './info.ts';
import { modelInfo, modelTrigger } from './model.ts';
import { otherwiseInfo, otherwiseTrigger } from './otherwise.ts';
import { ruleInfo, ruleTrigger } from './rule.ts';

export const trigger = z.discriminatedUnion('on', [
  modelTrigger,
  ruleTrigger,
  confidenceTrigger,
  capabilityTrigger,
  errorTrigger,
  alwaysTrigger,
  otherwiseTrigger,
]);
export type Trigger = z.infer<typeof trigger>;
export type TriggerKind = Trigger['on'];
export type TriggerOf<Kind extends TriggerKind> = Extract<Trigger, { on: Kind }>;

export const triggerKinds: { [Kind in TriggerKind]: TriggerInfo<TriggerOf<Kind>> } = {
  model: modelInfo,
  rule: ruleInfo,
  confidence: confidenceInfo,
  capability: capabilityInfo,
  error: errorInfo,
  always: alwaysInfo,
  otherwise: otherwiseInfo,
};

/** The trigger in the words that stand on the canvas, such as `confidence < 70%`. */
export function triggerWords<Kind extends TriggerKind>(trigger: TriggerOf<Kind> & { on: Kind }): string {
  return triggerKinds[trigger.on].words(trigger);
}

export type { TriggerInfo } from './info.ts';
export type { ModelTrigger } from './model.ts';
export type { RuleTrigger } from './rule.ts';
export type { ConfidenceTrigger } from './confidence.ts';
export type { CapabilityTrigger } from './capability.ts';
export type { ErrorTrigger } from './error.ts';
export type { AlwaysTrigger } from './always.ts';
export type { OtherwiseTrigger } from './otherwise.ts';
