import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkGraph } from '@baton/shared/checks';
import type { Graph, Handoff } from '@baton/shared/graph';
import { condition, conditionGraph, conditionValues } from '@baton/shared/testing';
import { consider } from './index.ts';

const trigger: fc.Arbitrary<NonNullable<Handoff['trigger']>> = fc.oneof(
  {},
  { weight: 5, arbitrary: condition.map((source) => ({ on: 'rule' as const, if: source })) },
  fc.record({ on: fc.constant('confidence' as const), below: fc.constantFrom(0, 0.3, 0.7) }),
  fc.record({
    on: fc.constant('confidence' as const),
    atLeast: fc.constantFrom(0, 0.3, 0.7),
    missing: fc.constantFrom('ignore' as const, 'fire' as const),
  }),
  fc.constant({ on: 'always' as const }),
  fc.constant({ on: 'otherwise' as const }),
);
const enabled = fc.option(fc.constantFrom('visits < 2', 'state.open', 'state.n > 1'), { nil: undefined });
const handoffs: fc.Arbitrary<Handoff[]> = fc
  .array(fc.record({ trigger, enabled, limit: fc.constantFrom(undefined, undefined, 1) }), {
    minLength: 2,
    maxLength: 4,
  })
  .map((all) => all.map((one, index) => ({ id: `h${index}`, from: 'a', to: 'b', ...one })));

/** Checked as the document stands, played as the runtime asks. */
test('a handoff that the checks call never taken is not taken, whatever the values', () => {
  let called = 0;
  fc.assert(
    fc.property(
      handoffs,
      fc.constantFrom('first' as const, 'all' as const),
      fc.array(fc.tuple(conditionValues, fc.constantFrom(null, 0, 0.3, 0.5, 0.7, 1)), { minLength: 8, maxLength: 8 }),
      (drawn, route, situations) => {
        const node = { id: 'a', kind: 'agent' as const, route };
        const graph: Graph = { ...conditionGraph, nodes: [node, { id: 'b', kind: 'agent' }], handoffs: drawn };
        const never = new Set(
          checkGraph(graph)
            .filter(({ code, path }) => ['never-taken', 'never-true'].includes(code) && path.startsWith('/handoffs/'))
            .map(({ path }) => drawn[Number(path.split('/')[2])]?.id),
        );
        called += never.size;
        for (const [given, confidence] of situations) {
          const values = { ...given, ...(confidence === null ? {} : { confidence }) };
          const situation = { graph, node, at: 'exit' as const, values, confidence, asked: [] };
          const { firing } = consider(drawn, situation, () => 0);
          const taken = route === 'all' ? firing : firing.slice(0, 1);
          expect(taken.map(({ handoff }) => handoff.id).filter((id) => never.has(id))).toEqual([]);
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(called).toBeGreaterThan(50);
});
