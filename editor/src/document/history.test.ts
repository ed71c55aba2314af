import type { Graph } from '@baton/shared/graph';
import { editableGraphs, edits } from '@baton/shared/testing';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyHistory, type History, record, stepBack, stepForward } from './history.ts';

const keys = fc.constantFrom(undefined, 'drag', 'name');

test('200 random edits, all undone and all redone, give the same bytes', () => {
  fc.assert(
    fc.property(
      editableGraphs,
      fc.array(fc.tuple(edits, keys), { minLength: 200, maxLength: 200, size: 'max' }),
      (start, steps) => {
        const bytes = JSON.stringify(start);
        let graph: Graph = start;
        let history: History = emptyHistory;
        for (const [index, [edit, merge]] of steps.entries()) {
          const next = edit.apply(graph);
          if (next === graph) continue;
          history = record(history, 'Edit', graph, merge === undefined ? {} : { merge }, index * 100);
          graph = next;
        }
        const end = JSON.stringify(graph);
        for (let back = stepBack(history, graph); back; back = stepBack(history, graph)) ({ graph, history } = back);
        expect(graph).toBe(start);
        expect(JSON.stringify(graph)).toBe(bytes);
        for (let on = stepForward(history, graph); on; on = stepForward(history, graph)) ({ graph, history } = on);
        expect(JSON.stringify(graph)).toBe(end);
      },
    ),
    { numRuns: 25 },
  );
});
