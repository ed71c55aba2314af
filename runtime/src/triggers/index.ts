/** Which handoffs of a node fire, and in which order they are asked. */
import { triggerOf, type Handoff, type Json, type JsonObject } from '@baton/shared/graph';
import type { Considered } from '@baton/shared/events';
import type { TriggerKind } from '@baton/shared/triggers';
import { holds, listOf } from '../expressions.ts';
import { capabilityRunner } from './capability.ts';
import { confidenceRunner } from './confidence.ts';
import { modelRunner } from './model.ts';
import { ruleRunner } from './rule.ts';
import type { Situation, TriggerRunner, TriggerRunners, Verdict } from './trigger.ts';

const triggerRunners: TriggerRunners = {
  model: modelRunner,
  capability: capabilityRunner,
  rule: ruleRunner,
  confidence: confidenceRunner,
  always: {
    judge: (_trigger, _handoff, { at }) => (at === 'exit' ? { fires: true, evidence: {} } : undefined),
    reason: () => 'always',
  },
  // Decided when all others have been: see `consider`.
  otherwise: { judge: () => undefined, reason: () => 'nothing else fired' },
  error: {
    judge: (trigger, _handoff, { at, error }) => {
      if (at !== 'error' || !error) return undefined;
      return {
        fires: trigger.kinds?.includes(error.kind) ?? true,
        evidence: { kind: error.kind, message: error.message },
      };
    },
    reason: (_trigger, { evidence }) =>
      [evidence['kind'], 'error:', evidence['message']].filter((part) => typeof part === 'string').join(' '),
  },
};

export interface Firing {
  handoff: Handoff;
  /** For `each`: one branch for every item. */
  items?: Json[];
  reason: string;
  evidence: JsonObject;
}

interface Judged extends Verdict {
  handoff: Handoff;
  items?: Json[];
}

/** What the model asked for comes before the list of conditions, whatever their places in the document. */
const askedFirst: ReadonlySet<TriggerKind> = new Set<TriggerKind>(['model', 'capability']);

/** @param taken how often each handoff was taken in this run. */
export function consider(
  handoffs: readonly Handoff[],
  situation: Situation,
  taken: (handoff: string) => number,
): { considered: Considered[]; firing: Firing[] } {
  const judged = handoffs.flatMap((handoff): Judged[] => {
    const verdict = judge(handoff, situation, taken);
    return verdict ? [{ handoff, ...withItems(verdict, handoff, situation) }] : [];
  });
  const all = [...judged, ...fallbacks(handoffs, situation, judged, taken)];
  const firing = inOrder(
    all.filter((one) => one.fires),
    situation,
  ).map(({ handoff, items, ...verdict }) => ({
    handoff,
    ...(items ? { items } : {}),
    reason: runnerOf(handoff).reason(triggerOf(handoff), verdict),
    evidence: verdict.evidence,
  }));
  return { considered: all.map(({ handoff, fires, evidence }) => ({ id: handoff.id, fires, evidence })), firing };
}

const runnerOf = (handoff: Handoff): TriggerRunner<ReturnType<typeof triggerOf>> =>
  triggerRunners[triggerOf(handoff).on];

function judge(handoff: Handoff, situation: Situation, taken: (handoff: string) => number): Verdict | undefined {
  const verdict = runnerOf(handoff).judge(triggerOf(handoff), handoff, situation);
  return verdict && withheld(verdict, handoff, situation, taken);
}

/** A handoff that is not enabled, or was taken as often as it may be, does not fire, and its evidence says so. */
function withheld(
  verdict: Verdict,
  handoff: Handoff,
  situation: Situation,
  taken: (handoff: string) => number,
): Verdict {
  if (handoff.limit !== undefined && taken(handoff.id) >= handoff.limit) {
    return { fires: false, evidence: { ...verdict.evidence, limit: handoff.limit, taken: taken(handoff.id) } };
  }
  if (handoff.enabled === undefined || isEnabled(handoff, situation)) return verdict;
  return { fires: false, evidence: { ...verdict.evidence, enabled: false } };
}

export const isEnabled = (
  handoff: Handoff,
  { graph, node, values }: Pick<Situation, 'graph' | 'node' | 'values'>,
): boolean => handoff.enabled === undefined || holds(handoff.enabled, graph, node, values).value;

function fallbacks(
  handoffs: readonly Handoff[],
  situation: Situation,
  judged: readonly Judged[],
  taken: (handoff: string) => number,
): Judged[] {
  if (situation.at !== 'exit') return [];
  const fires = !judged.some((one) => one.fires);
  return handoffs
    .filter((handoff) => triggerOf(handoff).on === 'otherwise')
    .map((handoff) => ({
      handoff,
      ...withItems(withheld({ fires, evidence: {} }, handoff, situation, taken), handoff, situation),
    }));
}

/** `each` over an empty list, or over what is no list, fires nothing. */
function withItems(
  verdict: Verdict,
  handoff: Handoff,
  { graph, node, values }: Situation,
): Verdict & { items?: Json[] } {
  if (handoff.each === undefined || !verdict.fires) return verdict;
  const list = listOf(handoff.each, graph, node, values);
  const evidence = { ...verdict.evidence, each: handoff.each, ...list.evidence };
  return { fires: list.items.length > 0, evidence, items: list.items };
}

function inOrder(firing: readonly Judged[], { asked }: Situation): Judged[] {
  const rank = ({ handoff }: Judged): number => {
    const kind = triggerOf(handoff).on;
    if (kind === 'otherwise') return 3;
    return askedFirst.has(kind) ? 1 : 2;
  };
  const position = ({ handoff }: Judged): number => asked.findIndex((one) => one.handoff === handoff.id);
  return firing.toSorted((a, b) => rank(a) - rank(b) || (rank(a) === 1 ? position(a) - position(b) : 0));
}
