import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handoffsOf, nodesOf } from '../defaults.ts';
import { parseGraph } from '../parse.ts';
import type { Graph } from '../schema.ts';
import { edits, graphs } from './arbitrary.ts';

const frozen = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
};

/** How many entries of the list are the very objects that they were. */
const kept = (before: readonly { id: string }[], after: readonly { id: string }[]): number =>
  after.filter((entry) => before.includes(entry)).length;

describe('every edit of every valid graph', () => {
  test('gives a valid graph and leaves the old one as it was', () => {
    fc.assert(
      fc.property(graphs, fc.array(edits, { maxLength: 12 }), (start, steps) => {
        let graph = start;
        for (const step of steps) {
          frozen(graph);
          graph = step.apply(graph);
          expect({ after: step.name, ...parseGraph(graph) }).toEqual({ after: step.name, ok: true, graph });
        }
      }),
    );
  });

  test('writes no undefined, so that a document in memory is the document in the file', () => {
    fc.assert(
      fc.property(graphs, fc.array(edits, { maxLength: 12 }), (start, steps) => {
        const graph = steps.reduce((now, step) => step.apply(now), start);
        expect(JSON.parse(JSON.stringify(graph))).toStrictEqual(graph);
      }),
    );
  });

  test('keeps ids unique and every end on a node', () => {
    fc.assert(
      fc.property(graphs, fc.array(edits, { maxLength: 12 }), (start, steps) => {
        const graph = steps.reduce((now, step) => step.apply(now), start);
        const ids = new Set(nodesOf(graph).map((node) => node.id));
        expect(ids.size).toBe(nodesOf(graph).length);
        expect(new Set(handoffsOf(graph).map((handoff) => handoff.id)).size).toBe(handoffsOf(graph).length);
        for (const { from, to, context } of handoffsOf(graph)) {
          for (const id of [from, to, ...(context?.results ?? [])]) expect(ids).toContain(id);
        }
        expect(ids.size === 0 || ids.has(graph.entry)).toBe(true);
      }),
    );
  });

  test('keeps every node and handoff that it does not touch identical by reference', () => {
    fc.assert(
      fc.property(graphs, edits, (before, step) => {
        const after: Graph = step.apply(before);
        expect(after === before).toBe(JSON.stringify(after) === JSON.stringify(before));
        for (const [was, is] of [
          [nodesOf(before), nodesOf(after)],
          [handoffsOf(before), handoffsOf(after)],
        ] as const) {
          const texts = new Set(was.map((entry) => JSON.stringify(entry)));
          const unchanged = is.filter((entry) => texts.has(JSON.stringify(entry))).length;
          expect(kept(was, is)).toBe(unchanged);
        }
      }),
    );
  });
});
