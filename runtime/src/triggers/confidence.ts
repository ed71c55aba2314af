/** Fires when the agent's confidence is strictly under, or at least, the threshold. */
import { triggerWords, type ConfidenceTrigger } from '@baton/shared/triggers';
import type { TriggerRunner } from './trigger.ts';

export const confidenceRunner: TriggerRunner<ConfidenceTrigger> = {
  judge: (trigger, _handoff, { at, confidence }) => {
    if (at !== 'exit') return undefined;
    const threshold = trigger.below === undefined ? { atLeast: trigger.atLeast ?? 0 } : { below: trigger.below };
    if (confidence === null) return { fires: trigger.missing === 'fire', evidence: { confidence, ...threshold } };
    const fires = trigger.below === undefined ? confidence >= (trigger.atLeast ?? 0) : confidence < trigger.below;
    return { fires, evidence: { confidence, ...threshold } };
  },
  reason: (trigger, { evidence }) =>
    `${triggerWords(trigger)} (it was ${evidence['confidence'] === null ? 'not known' : JSON.stringify(evidence['confidence'])})`,
};
