/** What a run may still use up before one of its limits ends it. */
import type { Remaining } from '@baton/shared/events';
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

const counted = (count: number, what: string): string =>
  count === 0 ? `no ${what}` : `${count} more ${what}${count === 1 ? '' : 's'}`;
