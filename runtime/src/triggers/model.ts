/** Fires when the agent's model called the handoff's tool. */
import { isObject, transferToolOf } from '@baton/shared/graph';
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
    const args = isObject(evidence['args']) ? evidence['args'] : {};
    // What the model itself calls its reason says it best; of anything else the name is needed to make sense of it.
    if (typeof args['reason'] === 'string' && args['reason'] !== '') return args['reason'];
    const words = Object.entries(args).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [`${name} “${value}”`] : [],
    );
    return words.length > 0 ? words.join(', ') : triggerWords(trigger);
  },
};
