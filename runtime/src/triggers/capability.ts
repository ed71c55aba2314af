/** Fires when the agent asked for a capability that the target offers. */
import { findNode, type Graph, type Handoff } from '@baton/shared/graph';
import { triggerOf } from '@baton/shared/graph';
import type { CapabilityTrigger } from '@baton/shared/triggers';
import type { TriggerRunner } from './trigger.ts';

/** What the handoff answers to: what its trigger names, else everything that its target can do. */
export function needsOf(graph: Graph, handoff: Handoff): readonly string[] {
  const trigger = triggerOf(handoff);
  if (trigger.on !== 'capability') return [];
  if (trigger.needs?.length) return trigger.needs;
  const target = findNode(graph, handoff.to);
  return target?.kind === 'agent' ? (target.capabilities ?? []) : [];
}

export const capabilityRunner: TriggerRunner<CapabilityTrigger> = {
  judge: (_trigger, handoff, { at, graph, asked }) => {
    if (at !== 'exit') return undefined;
    const request = asked.find((one) => one.handoff === handoff.id);
    return {
      fires: request !== undefined,
      evidence: { offers: [...needsOf(graph, handoff)], asked: request?.args['capability'] ?? null },
    };
  },
  reason: (_trigger, { evidence }) =>
    `it needs ${typeof evidence['asked'] === 'string' ? evidence['asked'] : 'another capability'}`,
};
