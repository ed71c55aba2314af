/**
 * Random shapes of graphs: steps one after the other, parallel branches with a join, one branch for every item, loops
 * and choices, inside each other, and then a few handoffs between any two nodes. So most runs get somewhere, joins
 * nest and stand in loops, and a counterexample shrinks to a small shape.
 */
import * as fc from 'fast-check';
import { plain } from '@baton/shared/testing';
import { joinPart, part, type JoinPart, type Part } from './parts.ts';
import { way, type Way } from './ways.ts';

export type Shape = { into: Way } & (
  | { form: 'node'; part: Part }
  | { form: 'steps'; steps: Shape[] }
  | { form: 'branches'; branches: Shape[]; join: JoinPart | null; outOf: Way }
  | { form: 'each'; body: Shape; items: number; join: JoinPart | null; outOf: Way }
  | { form: 'loop'; body: Shape; again: Way }
  | { form: 'choice'; options: Shape[] }
);

/** A handoff between any two nodes, counted round those that there are. */
export interface Extra {
  from: number;
  to: number;
  way: Way;
  error: boolean;
  kinds: boolean;
}

const simple = fc.record({ into: way, form: fc.constant('node' as const), part }, plain);
const several = (inner: fc.Arbitrary<Shape>) => fc.array(inner, { minLength: 2, maxLength: 3 });
/** Half of the ways out of a branch are plain, or few would reach their join. */
const outOf = fc.oneof(
  way.map((one): Way => ({ ...one, on: 'always', rest: {} })),
  way,
);
const join = fc.option(joinPart, { freq: 5 });

export interface Forms {
  /** Whether nodes may be at work side by side. */
  parallel: boolean;
}

const shapes = (depth: number, forms: Forms): fc.Arbitrary<Shape> => {
  if (depth === 0) return simple;
  const inner = shapes(depth - 1, forms);
  return fc.oneof(
    { weight: 2, arbitrary: simple },
    {
      weight: 4,
      arbitrary: fc.record({ into: way, form: fc.constant('steps' as const), steps: several(inner) }, plain),
    },
    {
      weight: forms.parallel ? 3 : 0,
      arbitrary: fc.record(
        { into: way, form: fc.constant('branches' as const), branches: several(inner), join, outOf },
        plain,
      ),
    },
    {
      weight: forms.parallel ? 1 : 0,
      arbitrary: fc.record(
        { into: way, form: fc.constant('each' as const), body: inner, items: fc.nat(3), join, outOf },
        plain,
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({ into: way, form: fc.constant('loop' as const), body: inner, again: way }, plain),
    },
    {
      weight: 1,
      arbitrary: fc.record({ into: way, form: fc.constant('choice' as const), options: several(inner) }, plain),
    },
  );
};

export const shapeOf = (forms: Forms, depth = 2): fc.Arbitrary<Shape> => shapes(depth, forms);

export const extras: fc.Arbitrary<Extra[]> = fc.array(
  fc.record({ from: fc.nat(20), to: fc.nat(20), way, error: fc.boolean(), kinds: fc.boolean() }, plain),
  { maxLength: 3 },
);
