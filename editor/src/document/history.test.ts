import { addNode, freshNode, type Graph, moveNodes, nodesOf, removeNodes, updateGraph } from '@baton/shared/graph';
import { nodeKinds, type NodeKind } from '@baton/shared/nodes';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyHistory, type History, record, stepBack, stepForward } from './history.ts';

const start: Graph = {
  format: 'baton/1',
  id: 'g',
  entry: 'a',
  nodes: [{ id: 'a', kind: 'agent', position: { x: 0, y: 0 } }],
};
type Edit = (graph: Graph) => Graph;

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.constantFrom(...(Object.keys(nodeKinds) as NodeKind[])).map(
    (kind): Edit =>
      (graph) =>
        addNode(graph, freshNode(graph, kind)),
  ),
  fc.string().map(
    (name): Edit =>
      (graph) =>
        updateGraph(graph, { name }),
  ),
  fc.nat(500).map(
    (x): Edit =>
      (graph) =>
        moveNodes(graph, new Map(nodesOf(graph).map(({ id }) => [id, { x, y: -x }]))),
  ),
  fc.nat(9).map(
    (at): Edit =>
      (graph) =>
        removeNodes(
          graph,
          nodesOf(graph)
            .slice(at, at + 1)
            .map(({ id }) => id),
        ),
  ),
);
const keys = fc.constantFrom(undefined, 'drag', 'name');

test('undoing everything and redoing everything gives the same bytes, whatever was done', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(edits, keys), { maxLength: 200 }), (steps) => {
      let graph = start;
      let history: History = emptyHistory;
      for (const [index, [edit, merge]] of steps.entries()) {
        const next = edit(graph);
        history = record(history, 'Edit', graph, merge === undefined ? {} : { merge }, index * 100);
        graph = next;
      }
      const end = JSON.stringify(graph);
      for (let back = stepBack(history, graph); back; back = stepBack(history, graph)) ({ graph, history } = back);
      expect(graph).toBe(start);
      for (let on = stepForward(history, graph); on; on = stepForward(history, graph)) ({ graph, history } = on);
      expect(JSON.stringify(graph)).toBe(end);
    }),
  );
});
