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

it('a step that both have at the same place of the common way stands in one row', () => {
  fc.assert(
    fc.property(route, route, route, (before, left, right) => {
      const rows = aligned([...before, 'x', ...left], [...before, 'x', ...right]);
      expect(rows.filter((row) => row.left === 'x')).toContainEqual({ left: 'x', right: 'x' });
    }),
  );
});

it('shows where two routes part and meet again', () => {
  expect(aligned(['triage', 'billing', 'end'], ['triage', 'returns', 'boss', 'end'])).toEqual([
    { left: 'triage', right: 'triage' },
    { left: 'billing', right: 'returns' },
    { left: undefined, right: 'boss' },
    { left: 'end', right: 'end' },
  ]);
});

it('sets routes that have nothing in common beside each other', () => {
  expect(aligned(['a', 'b'], ['c', 'd', 'e'])).toEqual([
    { left: 'a', right: 'c' },
    { left: 'b', right: 'd' },
    { left: undefined, right: 'e' },
  ]);
});
