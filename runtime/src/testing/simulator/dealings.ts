/**
 * What a random graph gets on top where people and other graphs have a say in it: consultations, handoffs and tools
 * that somebody must allow, takeovers, and another graph as a node and as a tool.
 */
import * as fc from 'fast-check';
import { handoffsOf, nodesOf, type Graph, type Handoff } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { plain } from '@baton/shared/testing';
import { mark } from './marks.ts';
import { round } from './round.ts';

/** For every handoff, person and other node in turn, counted round. */
export interface Dealings {
  handoffs: ('as-is' | 'returns' | 'allowed' | 'both')[];
  people: ('as-is' | 'takeover')[];
  nodes: ('as-is' | 'calls-graph' | 'is-graph' | 'told-its-state')[];
  /** Whether a person must allow each call of a tool. */
  tools: boolean;
}

export const dealings: fc.Arbitrary<Dealings> = fc.record(
  {
    handoffs: fc.array(fc.constantFrom('as-is', 'returns', 'allowed', 'both'), { minLength: 1, maxLength: 5 }),
    people: fc.array(fc.constantFrom('as-is', 'takeover'), { minLength: 1, maxLength: 2 }),
    nodes: fc.array(fc.constantFrom('as-is', 'as-is', 'calls-graph', 'is-graph', 'told-its-state'), {
      minLength: 1,
      maxLength: 4,
    }),
    tools: fc.boolean(),
  },
  plain,
);

/** @param inner the id of the graph that is called. */
export function withDealings(graph: Graph, { handoffs, people, nodes, tools }: Dealings, inner: string): Graph {
  return {
    ...graph,
    tools: [
      ...(graph.tools ?? []).map((tool) => (tools ? { ...tool, approval: true } : tool)),
      { id: 'ask-graph', type: 'graph', graph: inner, ...(tools ? { approval: 'May it?' } : {}) },
    ],
    nodes: nodesOf(graph).map((node, nth) => {
      if (node.kind === 'human') return round(people, nth) === 'takeover' ? takeover(node) : node;
      return calling(node, round(nodes, nth) ?? 'as-is', inner);
    }),
    handoffs: handoffsOf(graph).map((handoff, nth) => dealtWith(handoff, round(handoffs, nth) ?? 'as-is')),
  };
}

export function dealtWith(handoff: Handoff, how: Dealings['handoffs'][number]): Handoff {
  const returns = how === 'returns' || how === 'both';
  const asks = how === 'allowed' || how === 'both';
  return { ...handoff, ...(returns ? { returns } : {}), ...(asks ? { approval: true } : {}) };
}

function takeover({ into: _, ...node }: Extract<Node, { kind: 'human' }>): Node {
  return { ...node, answer: 'takeover' };
}

/** A tool node becomes a call of the graph, in one of three ways; an agent calls it as a tool. */
function calling(node: Node, how: Dealings['nodes'][number], inner: string): Node {
  if (how === 'as-is') return node;
  if (node.kind === 'tool') {
    if (how === 'calls-graph') return { id: node.id, kind: 'tool', tool: 'ask-graph', args: { input: 'input' } };
    const input = how === 'told-its-state' ? { input: 'Know {{ state }} and {{ message }}' } : {};
    return { id: node.id, kind: 'graph', graph: inner, into: 'topic', ...input };
  }
  if (node.kind !== 'agent' || !node.tools) return node;
  const call = { tool: 'ask-graph', args: { input: mark(node.id, 'asks') } };
  const calls = how === 'is-graph' ? [call] : [call, call];
  return { ...node, tools: [...node.tools, 'ask-graph'], script: [{ calls, once: true }, ...(node.script ?? [])] };
}
