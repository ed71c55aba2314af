/** One simulation put to the test: played in peace and with interruptions, both held to the laws, and to each other. */
import { isWide } from './law.ts';
import { laws } from './laws.ts';
import { differs } from './outcome.ts';
import { perform, type Played } from './perform.ts';
import type { Simulation } from './simulation.ts';

export async function brokenLaws(simulation: Simulation): Promise<string[]> {
  const { graph, interruptions } = simulation;
  const whole = await perform(simulation);
  if (interruptions.length === 0) return held(whole, simulation, '');
  const broken = await perform(simulation, interruptions);
  const different = whole.flatMap((run, turn) => {
    const other = broken[turn];
    return other
      ? [
          ...differs(
            run,
            other,
            graph,
            whole.slice(0, turn + 1).some(({ log }) => isWide(log)),
          ),
        ].map((words) => `turn ${turn + 1}, interrupted, differs: ${words}`)
      : [];
  });
  return [...held(whole, simulation, ''), ...held(broken, simulation, ', interrupted,'), ...different.slice(0, 1)];
}

const held = (runs: readonly Played[], { graph, graphs }: Simulation, how: string): string[] =>
  runs.flatMap((run, turn) =>
    Object.entries(laws).flatMap(([words, law]) =>
      [...law(run, { graph, graphs }, runs.slice(0, turn))].map(
        (problem) => `turn ${turn + 1}${how} ${words}: ${problem}`,
      ),
    ),
  );
