/** Fires when the agent's model called the handoff's tool. */
import { transferToolOf } from '@baton/shared/graph';
import { triggerWords, type ModelTrigger } from '@baton/shared/triggers';
import type { TriggerRunner } from './trigger.ts';

export const modelRunner: TriggerRunner<ModelTrigger> = {
  judge: (_trigger, handoff, { at, asked }) => {
    if (at !== 'exit') return undefined;
    const call = asked.find((one) => one.handoff === handoff.id);
    const tool = transferToolOf(handoff);
    return {
      fires: call !== undefined,
      evidence: { tool, called: call !== undefined, ...(call ? { args: call.args } : {}) },
    };
  },
  reason: (trigger, { evidence }) => {
    const args =
      typeof evidence['args'] === 'object' && evidence['args'] !== null ? Object.values(evidence['args']) : [];
    const words = args.filter((value) => typeof value === 'string');
    return words.length > 0 ? words.join('; ') : triggerWords(trigger);
  },
};
