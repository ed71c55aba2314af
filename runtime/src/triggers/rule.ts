/** Fires when its expression is true; one that fails counts as not firing, and its evidence says why. */
import type { RuleTrigger } from '@baton/shared/triggers';
import { holds } from '../expressions.ts';
import type { TriggerRunner } from './trigger.ts';

export const ruleRunner: TriggerRunner<RuleTrigger> = {
  judge: (trigger, _handoff, { at, graph, node, values }) => {
    if (at !== (trigger.at ?? 'exit')) return undefined;
    const { value, evidence, error } = holds(trigger.if, graph, node, values);
    return { fires: value, evidence: { if: trigger.if, ...evidence, ...(error === undefined ? {} : { error }) } };
  },
  reason: (trigger) => trigger.if,
};
