/**
 * The runtime's time per handoff beside a hand-written LangGraph graph that does the same: same model stub, same
 * checkpointer, in one process, turn by turn, so that a noisy machine disturbs both alike. Printed as ratios.
 *
 *   npm run bench
 */
import { BatonSaver, MemoryStore } from '@baton/runtime';
import { baton, ring } from './baton.ts';
import { handWritten } from './hand-written.ts';

const handoffs = 50;
const rounds = 30;
const warmUp = 5;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function compare(agents: number): Promise<{ ours: number; theirs: number; ratio: number }> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const graph = ring(agents, handoffs);
  for (let round = -warmUp; round < rounds; round++) {
    const store = new MemoryStore();
    const runBaton = baton(graph, store);
    const runHandWritten = handWritten(agents, handoffs, new BatonSaver(new MemoryStore()));
    const pair = [
      () => time(() => runBaton(`r_${round + warmUp}`)),
      () => time(() => runHandWritten(`t_${round + warmUp}`)),
    ] as const;
    // Who goes first changes from round to round: the second finds a warmer machine.
    const first = round % 2 === 0 ? 0 : 1;
    const times: [number, number] = [0, 0];
    times[first] = await pair[first]();
    times[1 - first] = (await pair[1 - first]?.()) ?? 0;
    if (round < 0) continue;
    ours.push(times[0] / handoffs);
    theirs.push(times[1] / handoffs);
  }
  return {
    ours: median(ours),
    theirs: median(theirs),
    ratio: median(ours.map((value, index) => value / (theirs[index] ?? value))),
  };
}

console.log(`time per handoff, median of ${rounds} rounds of ${handoffs} handoffs\n`);
console.log('agents   baton      hand-written LangGraph   ratio');
for (const agents of [2, 10, 50]) {
  const { ours, theirs, ratio } = await compare(agents);
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  console.log(`${String(agents).padEnd(8)} ${ms(ours).padEnd(10)} ${ms(theirs).padEnd(24)} ${ratio.toFixed(2)}`);
}
