import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { aligned } from './compare.ts';

const route = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });

it('neither of two routes loses a step or its order', () => {
  fc.assert(
    fc.property(route, route, (left, right) => {
      const rows = aligned(left, right);
      expect(rows.flatMap((row) => row.left ?? [])).toEqual(left);
      expect(rows.flatMap((row) => row.right ?? [])).toEqual(right);
    }),
  );
});

it('a row has two steps only where they are the same', () => {
  fc.assert(
    fc.property(route, route, (left, right) => {
      for (const row of aligned(left, right)) {
        if (row.left !== undefined && row.right !== undefined) expect(row.left).toBe(row.right);
      }
    }),
  );
});

it('shows where two routes part and meet again', () => {
  expect(aligned(['triage', 'billing', 'end'], ['triage', 'returns', 'boss', 'end'])).toEqual([
    { left: 'triage', right: 'triage' },
    { left: 'billing', right: undefined },
    { left: undefined, right: 'returns' },
    { left: undefined, right: 'boss' },
    { left: 'end', right: 'end' },
  ]);
});
