/** CEL's loops over a list or the keys of a map. Every round costs fuel by the size of what it repeats. */
import type { Frame, Program } from './frame.ts';
import { EvaluationFailure } from './fuel.ts';
import { asBool } from './operators.ts';
import { bool, dyn } from './type.ts';
import { elements, kindOf, MadeList, type Value } from './value.ts';

export interface Loop {
  over: Program;
  /** The name by which the body sees the element. */
  name: string;
  /** What is asked or made of each element; `map` may have a condition before what it makes. */
  body: Program;
  second?: Program | undefined;
  /** Steps of one round. */
  work: number;
}

interface Round {
  item: Value;
  frame: Frame;
}

function* rounds({ over, name, work }: Loop, frame: Frame): Generator<Round> {
  const list = over.run(frame);
  const items = elements(list, over.type);
  if (!items) throw new EvaluationFailure(`a list is needed, and this is ${kindOf(list)}`);
  // One map for all rounds: nothing that a round makes looks into it later.
  const values = new Map(frame.values);
  for (const item of items) {
    frame.fuel.spend(work);
    values.set(name, item);
    yield { item, frame: { values, fuel: frame.fuel } };
  }
}

/** As CEL has it: a round that decides makes another round's failure not matter. */
function someRound(loop: Loop, frame: Frame, is: boolean): boolean {
  let failure: EvaluationFailure | undefined;
  for (const round of rounds(loop, frame)) {
    try {
      if (asBool(loop.body.run(round.frame)) === is) return true;
    } catch (error) {
      if (!(error instanceof EvaluationFailure) || frame.fuel.empty) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return false;
}

function* kept(loop: Loop, frame: Frame): Generator<Round> {
  for (const round of rounds(loop, frame)) if (asBool(loop.body.run(round.frame))) yield round;
}

function mapped(loop: Loop, frame: Frame): Value[] {
  const { body, second } = loop;
  if (!second) return Array.from(rounds(loop, frame), (round) => body.run(round.frame));
  return Array.from(kept(loop, frame), (round) => second.run(round.frame));
}

export const loops: ReadonlyMap<string, (loop: Loop) => Program> = new Map<string, (loop: Loop) => Program>([
  ['all', (loop) => ({ type: bool, run: (frame) => !someRound(loop, frame, false) })],
  ['exists', (loop) => ({ type: bool, run: (frame) => someRound(loop, frame, true) })],
  ['exists_one', (loop) => ({ type: bool, run: (frame) => [...kept(loop, frame)].length === 1 })],
  [
    'filter',
    (loop) => ({ type: dyn, run: (frame) => new MadeList(Array.from(kept(loop, frame), ({ item }) => item)) }),
  ],
  ['map', (loop) => ({ type: dyn, run: (frame) => new MadeList(mapped(loop, frame)) })],
]);

/** Whether a call is a loop: its first argument is a name, and its second is evaluated for each element. */
export const isLoop = (name: string, args: readonly unknown[]): boolean =>
  loops.has(name) && (args.length === 2 || (args.length === 3 && name === 'map'));
