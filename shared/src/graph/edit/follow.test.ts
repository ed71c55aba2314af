import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handoffsOf, nodesOf, transferToolOf } from '../defaults.ts';
import type { Graph } from '../schema.ts';
import { graphs } from './arbitrary.ts';
import { followName } from './follow.ts';
import { freshHandoff, freshNode } from './fresh.ts';
import { addHandoff } from './handoffs.ts';
import { addNode, updateNode } from './nodes.ts';
import { newNames } from './new-names.ts';

const empty: Graph = { format: 'baton/1', id: 'desk', entry: 'nobody' };
const named = (graph: Graph, id: string, name: string): Graph => followName(updateNode(graph, id, { name }), id);
const idsOf = (graph: Graph): string[] => nodesOf(graph).map(({ id }) => id);

const two = addNode(addNode(empty, freshNode(empty, { kind: 'agent' })), { id: 'agent-2', kind: 'agent', name: 'B' });
const graph: Graph = {
  ...addHandoff(two, freshHandoff(two, 'agent', 'agent-2')),
  scenarios: [{ id: 'one', say: ['Hi'], expect: { route: ['agent', 'agent-2'], handoffs: ['agent-agent-2'] } }],
};

describe('a node that is named', () => {
  test('has an id that people can read, and so have its handoffs and the tool of a model', () => {
    const after = named(named(graph, 'agent-2', 'Billing desk'), 'agent', 'Triage');
    expect(idsOf(after)).toEqual(['triage', 'billing-desk']);
    expect(after.entry).toBe('triage');
    expect(after.handoffs).toMatchObject([{ id: 'triage-billing-desk', from: 'triage', to: 'billing-desk' }]);
    expect(handoffsOf(after).map(transferToolOf)).toEqual(['transfer_to_billing-desk']);
    expect(after.scenarios?.[0]?.expect).toEqual({
      route: ['triage', 'billing-desk'],
      handoffs: ['triage-billing-desk'],
    });
  });

  test('of a kind whose title is another word than the kind is no exception', () => {
    const person = addNode(empty, freshNode(empty, { kind: 'human' }));
    expect(idsOf(person)).toEqual(['person']);
    expect(idsOf(named(person, 'person', 'Supervisor'))).toEqual(['supervisor']);
  });

  test('keeps an id that somebody has chosen, of itself and of a handoff', () => {
    const chosen: Graph = {
      ...graph,
      nodes: [{ id: 'front', kind: 'agent' }, ...nodesOf(graph)],
      handoffs: [{ id: 'ask', from: 'agent', to: 'agent-2' }],
    };
    expect(idsOf(named(chosen, 'front', 'Triage'))).toEqual(['front', 'agent', 'agent-2']);
    expect(named(chosen, 'agent', 'Triage').handoffs).toEqual([{ id: 'ask', from: 'triage', to: 'agent-2' }]);
  });

  test('gets a free id where another has the name already', () => {
    const taken = named(graph, 'agent', 'Triage');
    expect(idsOf(named(taken, 'agent-2', 'Triage'))).toEqual(['triage', 'triage-2']);
  });

  test.each(['客服', '!', 'constructor'])('%s says nothing that an id can have, so the id stays', (name) => {
    expect(idsOf(named(graph, 'agent', name))).toEqual(['agent', 'agent-2']);
  });

  test('is told apart from one that came or went', () => {
    fc.assert(
      fc.property(graphs, fc.string(), (before, name) => {
        const [first] = nodesOf(before);
        const id = first?.id ?? 'none';
        const after = named(before, id, name);
        const now = nodesOf(after)[0]?.id ?? 'none';
        expect([...newNames(nodesOf(before), nodesOf(after))]).toEqual(now === id ? [] : [[id, now]]);
      }),
    );
    expect(newNames(nodesOf(graph), nodesOf(addNode(graph, { id: 'c', kind: 'agent' }))).size).toBe(0);
  });
});
