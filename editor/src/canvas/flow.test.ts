import { updateNode, moveNodes, type Graph, nodesOf, handoffsOf } from '@baton/shared/graph';
import { describe, expect, it } from 'vitest';
import { toCard, toEdge } from './flow.ts';

const graph: Graph = {
  format: 'baton/1',
  id: 'desk',
  entry: 'a',
  nodes: [
    { id: 'a', kind: 'agent', position: { x: 0, y: 0 } },
    { id: 'b', kind: 'agent', position: { x: 400, y: 0 } },
  ],
  handoffs: [{ id: 'ab', from: 'a', to: 'b' }],
};
const cards = (of: Graph, selected = ''): unknown[] =>
  nodesOf(of).map((node) => toCard(node, node.id === selected, node.position ?? { x: 0, y: 0 }));

describe('flow nodes', () => {
  it('are the same for the same document node', () => {
    expect(cards(graph)[0]).toBe(cards({ ...graph, name: 'Other' })[0]);
  });

  it('are new only where an edit has touched the document', () => {
    const [before, after] = [cards(graph), cards(updateNode(graph, 'a', { name: 'Triage' }))];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it('are new only where a card has moved', () => {
    const [before, after] = [cards(graph), cards(moveNodes(graph, new Map([['b', { x: 8, y: 8 }]])))];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toMatchObject({ position: { x: 8, y: 8 } });
  });

  it('come back as they were when they are not selected any more', () => {
    const before = cards(graph);
    expect(cards(graph, 'a')[0]).toMatchObject({ id: 'a', selected: true });
    expect(cards(graph)).toEqual(before);
    expect(cards(graph)[0]).toBe(before[0]);
  });

  it('hold nothing of a run', () => {
    expect(Object.keys(toCard(nodesOf(graph)[0]!, false, { x: 0, y: 0 }).data)).toEqual(['node']);
  });
});

describe('flow edges', () => {
  const [handoff] = handoffsOf(graph);

  it('are the same for the same handoff between nodes of the same names', () => {
    const edge = toEdge(handoff!, false, 'Handoff from a to b');
    expect(toEdge(handoff!, false, 'Handoff from a to b')).toBe(edge);
    expect(toEdge(handoff!, false, 'Handoff from Triage to b')).toMatchObject({
      ariaLabel: 'Handoff from Triage to b',
    });
  });
});
