/** When a node's handoffs are asked, and in which order: on entry, when it has finished, after a failure. */
import { triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Placed } from './check.ts';

export type Stage = 'entry' | 'model' | 'exit' | 'otherwise' | 'error';

export function stageOf(handoff: Handoff): Stage {
  const trigger = triggerOf(handoff);
  if (trigger.on === 'rule' && trigger.at === 'entry') return 'entry';
  if (trigger.on === 'model' || trigger.on === 'capability') return 'model';
  return trigger.on === 'otherwise' || trigger.on === 'error' ? trigger.on : 'exit';
}

/** The handoffs that are asked one after the other, without a model deciding. */
export function queuesOf(handoffs: readonly Placed<Handoff>[]): Placed<Handoff>[][] {
  const at = (stage: Stage) => handoffs.filter(({ entry }) => stageOf(entry) === stage);
  return [at('entry'), [...at('exit'), ...at('otherwise')], at('error')];
}

/** Taken without anyone deciding for it anew: a model or a person in the way would. */
export const isAutomatic = (handoff: Handoff): boolean => stageOf(handoff) !== 'model';
