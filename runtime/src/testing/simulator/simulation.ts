/** One random simulation: a graph that no check finds an error in, what its users and its people say, and what goes wrong. */
import * as fc from 'fast-check';
import { checkGraph } from '@baton/shared/checks';
import { handoffsOf, nodesOf, type Graph, type Limits } from '@baton/shared/graph';
import type { ScriptStep } from '@baton/shared/nodes';
import { plain, some } from '@baton/shared/testing';
import { assemble } from './assemble.ts';
import { dealings, dealtWith, withDealings } from './dealings.ts';
import { counts, mark } from './marks.ts';
import { round } from './round.ts';
import { extras, shapeOf } from './shapes.ts';

/** What ends a process at its n-th write, or asks it to end after its n-th event: at the next step boundary, or at once. */
export interface Interruption {
  by: 'crash' | 'shutdown' | 'halt';
  after: number;
}

export interface Answering {
  approved: boolean;
  comment: boolean;
  /** Of a handoff: what is done to its package, and to which node it goes instead, counted round. */
  edits?: 'brief' | 'history';
  elsewhere?: number;
}

export interface Simulation {
  graph: Graph;
  /** The graphs that it calls. */
  graphs: { [id: string]: Graph };
  /** The user's messages, one run each. */
  says: string[];
  /** What a person answers, by how often they were asked; counted round. */
  answers: Answering[];
  /** Whether all people that are asked answer before the run goes on, or one at a time. */
  together: boolean;
  /** Whether people first try an answer that does not fit. */
  wrongFirst: boolean;
  interruptions: Interruption[];
}

const limits: fc.Arbitrary<Limits> = some({
  handoffs: fc.integer({ min: 1, max: 12 }),
  visits: fc.integer({ min: 1, max: 4 }),
  modelCalls: fc.integer({ min: 1, max: 15 }),
  branches: fc.integer({ min: 1, max: 3 }),
  tokens: fc.integer({ min: 1, max: 2000 }),
  depth: fc.integer({ min: 1, max: 3 }),
});
/** Runs without a bound end by these, soon enough. */
const bounds: Limits = { handoffs: 14, visits: 4, modelCalls: 30 };

const isRunnable = (graph: Graph): boolean => !checkGraph(graph).some(({ severity }) => severity === 'error');

const resume = fc.constantFrom('active' as const, 'entry' as const);

/** One node at a time. */
const oneByOne: fc.Arbitrary<Graph> = fc
  .tuple(
    shapeOf({ parallel: false }),
    extras,
    fc.oneof({ weight: 3, arbitrary: fc.constant<Limits>({}) }, { weight: 1, arbitrary: limits }),
    resume,
  )
  .map(([shape, more, limited, resume]) =>
    withoutRouteAll(assemble(shape, more, { limits: { ...bounds, ...limited }, resume })),
  )
  .filter(isRunnable);

function withoutRouteAll(graph: Graph): Graph {
  return { ...graph, nodes: nodesOf(graph).map(({ route: _, ...node }) => node) };
}

/** Branches, joins and items. What is counted over all branches is left out: it depends on which of them comes first. */
const inParallel: fc.Arbitrary<Graph> = fc
  .tuple(shapeOf({ parallel: true }), extras, resume)
  .map(([shape, more, resume]) => calm(assemble(shape, more, { limits: { handoffs: 60, visits: 6 }, resume })))
  .filter(isRunnable);

function calm(graph: Graph): Graph {
  const nodes = nodesOf(graph).map((node) => {
    const { into: _, ...rest } = { into: undefined, ...node };
    return rest.kind === 'agent' && rest.script ? { ...rest, script: rest.script.map(uncounted) } : rest;
  });
  return { ...graph, nodes, handoffs: handoffsOf(graph).map(({ limit: _, ...handoff }) => handoff) };
}

const uncounted = (step: ScriptStep): ScriptStep =>
  step.say === undefined ? step : { ...step, say: step.say.replaceAll(counts, '') };

const saysOf = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .map((turns) => Array.from({ length: turns }, (_, turn) => `${mark('user', 'turn', turn + 1)} Hello`));

const interruption: fc.Arbitrary<Interruption> = fc.record(
  { by: fc.constantFrom('crash' as const, 'crash' as const, 'shutdown' as const, 'halt' as const), after: fc.nat(40) },
  plain,
);

const simulationOf = (graph: fc.Arbitrary<Graph>, interruptions: fc.Arbitrary<Interruption[]>) =>
  fc.record<Simulation>(
    {
      graph,
      graphs: fc.constant({}),
      says: saysOf(2),
      answers: fc.array(fc.record({ approved: fc.boolean(), comment: fc.boolean() }, plain), {
        minLength: 1,
        maxLength: 2,
      }),
      together: fc.boolean(),
      wrongFirst: fc.boolean(),
      interruptions,
    },
    plain,
  );

export const sequential: fc.Arbitrary<Simulation> = simulationOf(
  oneByOne,
  fc.array(interruption, { minLength: 1, maxLength: 3 }),
);
export const parallel: fc.Arbitrary<Simulation> = simulationOf(inParallel, fc.array(interruption, { maxLength: 3 }));

const seldomFalse = fc.constantFrom(true, true, true, false);

const answering: fc.Arbitrary<Answering> = fc
  .tuple(
    fc.record({ approved: seldomFalse, comment: fc.boolean() }, plain),
    some({ edits: fc.constantFrom('brief' as const, 'history' as const), elsewhere: fc.nat(9) }),
  )
  .map(([given, more]) => ({ ...given, ...more }));

/** A small graph for others to call, with consultations and approvals of its own. */
const inner: fc.Arbitrary<Graph> = fc
  .tuple(shapeOf({ parallel: false }, 1), dealings)
  .map(([shape, { handoffs }]) => {
    const graph = withoutRouteAll(assemble(shape, [], { id: 'inner' }, 'i'));
    return { ...graph, handoffs: handoffsOf(graph).map((one, nth) => dealtWith(one, round(handoffs, nth) ?? 'as-is')) };
  })
  .filter(isRunnable);

/** Consultations, approvals, takeovers and graphs in graphs, one node at a time and cut at any moment. */
export const dealing: fc.Arbitrary<Simulation> = fc
  .tuple(
    simulationOf(oneByOne, fc.array(interruption, { minLength: 1, maxLength: 3 })),
    dealings,
    inner,
    fc.array(answering, { minLength: 1, maxLength: 4 }),
  )
  .map(([simulation, dealt, called, answers]) => ({
    ...simulation,
    answers,
    graph: withDealings(simulation.graph, dealt, called.id),
    graphs: { [called.id]: called },
  }))
  .filter(({ graph }) => isRunnable(graph));
