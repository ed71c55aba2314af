/** New nodes and handoffs, with ids that people can read: made from a name, and unique in their list. */
import { nodeKinds, type Node, type NodeKind } from '../../nodes/index.ts';
import type { Trigger } from '../../triggers/index.ts';
import { findNode, handoffsFrom, handoffsOf, nodesOf, transferToolOf, triggerOf } from '../defaults.ts';
import type { Handoff } from '../handoff.ts';
import { id as idSchema, type Position } from '../ids.ts';
import type { Graph } from '../schema.ts';
import { isOneTool } from '../tools.ts';

const longest = 64;

/** @returns `Refund desk (EU)` → `refund-desk-eu`; `fallback` where nothing of the name can stand in an id. */
export function idFrom(name: string, fallback = 'node'): string {
  const id = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  return idSchema.safeParse(id).success ? id : fallback;
}

/** @returns `wanted`, or `wanted-2`, `wanted-3`, … when it is taken. */
export function freeId(wanted: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  if (!known.has(wanted)) return wanted;
  for (let count = 2; ; count++) {
    const suffix = `-${count}`;
    const id = wanted.slice(0, longest - suffix.length) + suffix;
    if (!known.has(id)) return id;
  }
}

/** What a node begins as: of a kind, and where it is one that calls a tool or runs another graph, which. */
export interface NodeStart {
  kind: NodeKind;
  name?: string;
  tool?: string;
  graph?: string;
}

/** A node as it starts, named apart from the others: "Agent", "Agent 2". One that calls a tool has the graph's first. */
export function freshNode(graph: Graph, { kind, ...own }: NodeStart, position?: Position): Node {
  const tool = kind === 'tool' ? graph.tools?.find(isOneTool)?.id : undefined;
  const fresh = { ...nodeKinds[kind].fresh, ...(tool !== undefined && { tool }), ...own };
  const names = new Set(nodesOf(graph).map((node) => node.name ?? node.id));
  let { name } = fresh;
  for (let count = 2; names.has(name); count++) name = `${fresh.name} ${count}`;
  const id = freeId(
    idFrom(name, kind),
    nodesOf(graph).map((node) => node.id),
  );
  return { id, kind, ...fresh, name, ...(position && { position }) } as Node;
}

/** A handoff as it starts between two nodes, with the trigger that is most likely meant. */
export function freshHandoff(graph: Graph, from: string, to: string, trigger?: Trigger): Handoff {
  const id = freeId(
    idFrom(`${from}-${to}`, 'handoff'),
    handoffsOf(graph).map((handoff) => handoff.id),
  );
  return { id, from, to, trigger: apart(graph, from, to, trigger ?? likelyTrigger(graph, from, to)) };
}

/** What begins a branch or ends one is always taken; of an agent its model decides; a classifying router goes by its next free label; a person's approval goes by the answer. */
function likelyTrigger(graph: Graph, from: string, to: string): Trigger {
  const node = findNode(graph, from);
  const others = handoffsFrom(graph, from).map(triggerOf);
  if (node?.route === 'all' || findNode(graph, to)?.kind === 'join') return { on: 'always' };
  if (node?.kind === 'agent') return { on: 'model', when: '' };
  if (node?.kind === 'human' && node.answer === 'approval') {
    return others.some((trigger) => trigger.on === 'rule')
      ? { on: 'otherwise' }
      : { on: 'rule', if: 'answer.approved' };
  }
  if (node?.kind === 'router') {
    const used = new Set(others.map((trigger) => (trigger.on === 'rule' ? trigger.if : '')));
    const rules = (node.classify?.labels ?? []).map(({ name }) => `output == ${JSON.stringify(name)}`);
    const free = rules.find((rule) => !used.has(rule));
    if (free !== undefined) return { on: 'rule', if: free };
    // A second otherwise would never be taken; this one is asked before it, for a condition that is still to be written.
    return others.some((trigger) => trigger.on === 'otherwise') ? { on: 'rule', if: 'true' } : { on: 'otherwise' };
  }
  return { on: 'always' };
}

/** A model is offered each handoff as a tool of its own name. */
function apart(graph: Graph, from: string, to: string, trigger: Trigger): Trigger {
  if (trigger.on !== 'model') return trigger;
  const names = new Set(
    handoffsFrom(graph, from)
      .filter((handoff) => triggerOf(handoff).on === 'model')
      .map(transferToolOf),
  );
  const wanted = transferToolOf({ id: 'new', from, to, trigger });
  if (!names.has(wanted)) return trigger;
  for (let count = 2; ; count++) {
    const suffix = `_${count}`;
    const tool = wanted.slice(0, longest - suffix.length) + suffix;
    if (!names.has(tool)) return { ...trigger, tool };
  }
}
