/**
 * What the checks say of a random graph is so in its runs, and what happens in its runs they have said.
 * `BATON_SEED=7 BATON_RUNS=5000` looks elsewhere, for longer.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkGraph } from '@baton/shared/checks';
import { handoffsOf, nodesOf, type Graph } from '@baton/shared/graph';
import { of } from './testing/play.ts';
import { perform, type Played } from './testing/simulator/perform.ts';
import { parallel, sequential, type Simulation } from './testing/simulator/simulation.ts';

const seed = Number(process.env['BATON_SEED'] ?? 1);
const numRuns = Number(process.env['BATON_RUNS'] ?? 100);

const nodeAt = (graph: Graph, id: string): string => `/nodes/${nodesOf(graph).findIndex((node) => node.id === id)}`;
const handoffAt = (graph: Graph, id: string): string =>
  `/handoffs/${handoffsOf(graph).findIndex((handoff) => handoff.id === id)}`;

/** Codes of what was said of a place, or of something in it. */
function said(graph: Graph): (place: string) => string[] {
  const problems = checkGraph(graph);
  return (place) =>
    problems.flatMap(({ code, path }) => (path === place || path.startsWith(`${place}/`) ? [code] : []));
}

/** These say of a handoff that it is not taken, whatever is said. */
const dead = ['never-taken', 'never-true', 'switched-off', 'no-capability'];

function* contradictions({ log }: Played, graph: Graph): Iterable<string> {
  const saidOf = said(graph);
  for (const { handoff } of of(log, 'handoff.taken'))
    for (const code of saidOf(handoffAt(graph, handoff)))
      if (dead.includes(code)) yield `${handoff} was taken, and it is said to be ${code}`;
  for (const { node, error } of of(log, 'node.failed')) {
    if (error.kind === 'no-route' && !saidOf(nodeAt(graph, node)).includes('no-route'))
      yield `${node} failed with no-route, and nobody said so`;
    if (error.message.includes('in the same step') && !saidOf('').includes('parallel-write'))
      yield `nobody said of a parallel write: ${error.message}`;
  }
  for (const { node } of of(log, 'node.started'))
    if (saidOf(nodeAt(graph, node)).includes('unreachable')) yield `${node} was reached`;
  for (const { node, step } of of(log, 'model.finished'))
    if (step !== undefined && saidOf(`${nodeAt(graph, node)}/script/${step}`).includes('never-played'))
      yield `step ${step} of ${node} was played`;
}

test.each([
  ['one node at a time', sequential],
  ['parallel branches', parallel],
])('what the checks say is so, with %s', { timeout: 600_000 }, async (_what, simulations) => {
  let told = 0;
  const property = fc.asyncProperty(simulations, async (simulation: Simulation) => {
    const { graph } = simulation;
    told += checkGraph(graph).filter(({ code }) => [...dead, 'no-route'].includes(code)).length;
    for (const run of await perform(simulation)) expect([...contradictions(run, graph)]).toEqual([]);
  });
  await fc.assert(property, { seed, numRuns });
  expect(told).toBeGreaterThan(numRuns / 4);
});
