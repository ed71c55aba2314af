/** What a field means when a document leaves it out. Applied on reading, never written back. */
import type { Node } from '../nodes/index.ts';
import type { Trigger } from '../triggers/index.ts';
import type { ContextRules, Handoff, History } from './handoff.ts';
import type { Graph, LimitName } from './schema.ts';

export const defaultLimits: Readonly<Record<LimitName, number>> = {
  handoffs: 25,
  visits: 15,
  modelCalls: 100,
  branches: 16,
  depth: 8,
  seconds: 300,
  tokens: 200_000,
  costUsd: 1,
};

export const defaultMaxSteps = 20;
export const defaultAttempts = 3;
export const defaultBackoffMs = 500;

export const nodesOf = (graph: Graph): readonly Node[] => graph.nodes ?? [];
export const handoffsOf = (graph: Graph): readonly Handoff[] => graph.handoffs ?? [];
/** The handoffs of one node, in the order in which they are asked. */
export const handoffsFrom = (graph: Graph, node: string): readonly Handoff[] =>
  handoffsOf(graph).filter((handoff) => handoff.from === node);
export const findNode = (graph: Graph, id: string): Node | undefined => nodesOf(graph).find((node) => node.id === id);
export const findHandoff = (graph: Graph, id: string): Handoff | undefined =>
  handoffsOf(graph).find((handoff) => handoff.id === id);

export const nodeName = (node: Node): string => node.name ?? node.id;
export const limitOf = (graph: Graph, name: LimitName): number => graph.limits?.[name] ?? defaultLimits[name];
export const triggerOf = (handoff: Handoff): Trigger => handoff.trigger ?? { on: 'always' };
export const historyOf = (rules: ContextRules | undefined): History => rules?.history ?? 'all';
/** The tool by which a model takes a handoff; at most 64 characters, as OpenAI's function names are. */
export function transferToolOf(handoff: Handoff): string {
  const trigger = triggerOf(handoff);
  return (trigger.on === 'model' && trigger.tool) || `transfer_to_${handoff.to}`.slice(0, 64);
}
/** The tool by which a model says that the task needs a capability which its agent lacks. */
export const capabilityTool = 'request_capability';
/** The model of a node that has one, as `provider:name`. */
export function modelOf(graph: Graph, node: Node): string {
  const own = node.kind === 'agent' || node.kind === 'router' ? node.model : undefined;
  return own ?? graph.defaults?.model ?? 'script';
}
