/**
 * Random valid graphs with random scripts, people and interruptions, and what must hold for every one of them.
 *
 * A failure prints its seed and the smallest graph that was found. `BATON_SEED=7 BATON_RUNS=5000` looks elsewhere, for longer.
 */
import * as fc from 'fast-check';
import { describe, test } from 'vitest';
import { dealing, parallel, sequential, type Simulation } from './testing/simulator/simulation.ts';
import { brokenLaws } from './testing/simulator/trial.ts';

const seed = Number(process.env['BATON_SEED'] ?? 1);
const runs = Number(process.env['BATON_RUNS'] ?? 1000);

const obeysTheLaws = async (simulation: Simulation): Promise<void> => {
  const broken = await brokenLaws(simulation);
  if (broken.length > 0) throw new Error(`${broken.join('\n')}\n${JSON.stringify(simulation.graph, null, 1)}`);
};

const slow = { timeout: 600_000 };
/** Shrinking ends too. */
const bounded = { seed, endOnFailure: false, interruptAfterTimeLimit: 500_000 };

describe('a random graph', () => {
  test('obeys the laws, in peace and when its process ends', slow, async () => {
    await fc.assert(fc.asyncProperty(sequential, obeysTheLaws), { ...bounded, numRuns: Math.ceil(runs * 0.57) });
  });

  test('obeys the laws with parallel branches', slow, async () => {
    await fc.assert(fc.asyncProperty(parallel, obeysTheLaws), { ...bounded, numRuns: Math.ceil(runs * 0.4) });
  });

  test('obeys the laws where people and other graphs have a say in it', slow, async () => {
    await fc.assert(fc.asyncProperty(dealing, obeysTheLaws), { ...bounded, numRuns: Math.ceil(runs * 0.03) });
  });
});
