/** What a run may still use up before one of its limits ends it. */
import type { ContextPackage, Remaining } from '@baton/shared/events';
import { limitOf, type LimitName } from '@baton/shared/graph';
import type { ActiveRun } from './active-run.ts';

/** @param taking handoffs that are about to be taken */
export function remaining({ ledger, setting }: ActiveRun, taking = 0): Remaining {
  const { handoffs, modelCalls, tokens, costUsd } = ledger;
  const left = (name: LimitName, used: number): number => Math.max(0, limitOf(setting.graph, name) - used);
  return {
    handoffs: left('handoffs', handoffs + taking),
    modelCalls: left('modelCalls', modelCalls),
    tokens: left('tokens', tokens.input + tokens.output),
    costUsd: left('costUsd', costUsd),
    seconds: left('seconds', Math.round(ledger.workedMs() / 1000)),
  };
}

/** When so little is left of a limit, the model is told: it can finish instead of being cut off. */
const scarce = { handoffs: 2, modelCalls: 3 } as const;

/** @returns a sentence for the receiver, or nothing while there is enough. */
export function inWords({ handoffs, modelCalls }: Remaining): string {
  const parts = [
    handoffs !== undefined && handoffs <= scarce.handoffs ? counted(handoffs, 'handoff') : undefined,
    modelCalls !== undefined && modelCalls <= scarce.modelCalls ? counted(modelCalls, 'model call') : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `(This run may still take ${parts.join(' and ')}. Finish with what you have.)`;
}

/** Limits that leave no model to ask when they are used up: not even by whoever is to say so. */
const silencing: readonly string[] = ['modelCalls', 'tokens', 'costUsd'] satisfies LimitName[];

/**
 * Whoever an `error` handoff over such a limit leads to may ask a model once, to close the run with an answer.
 * @returns the limit beyond which that call is made.
 */
export function closing({ trigger, evidence }: ContextPackage, { ledger }: ActiveRun): string | undefined {
  const { limit } = evidence;
  if (trigger !== 'error' || typeof limit !== 'string' || !silencing.includes(limit)) return undefined;
  return ledger.closed.has(limit) ? undefined : limit;
}

export const closingWords = (limit: string): string =>
  `(This run has used up what it may: limits.${limit}. This is the last that can be said in it. Answer with what you have.)`;

const counted = (count: number, what: string): string =>
  count === 0 ? `no ${what}` : `${count} more ${what}${count === 1 ? '' : 's'}`;
