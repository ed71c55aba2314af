/**
 * The time that the checks take for a graph of 1,000 nodes and 1,500 handoffs: as it is opened, and as it is checked again after
 * an edit. Printed in milliseconds of processor time, which a busy machine disturbs less.
 *
 *   npm run bench
 */
import { checkGraph } from '@baton/shared/checks';
import type { Graph, Handoff } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';

const size = 1000;
const rounds = 60;
const words = ['red', 'green', 'blue', 'white', 'black'];

/** A tree of departments, each with specialists, a person, and ways back: drawn by nobody, and of every kind. */
function large(): Graph {
  const nodes = Array.from({ length: size }, (_, index): Node => {
    const id = `n${index}`;
    if (index % 10 === 9) return { id, kind: 'human', answer: 'approval', ask: 'May {{ state.word }} be used?' };
    const output = { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] };
    const writes = index % 3 === 0 ? { output, into: ['amount'] } : {};
    const instructions = `You are number ${index}. It is about {{ input }} and {{ state.amount }}.`;
    return { id, kind: 'agent', instructions, script: [{ say: 'Hello.', confidence: 0.9 }], ...writes };
  });
  const tree = Array.from({ length: size - 1 }, (_, index): Handoff => {
    const from = Math.floor(index / 3);
    return { id: `down-${index}`, from: `n${from}`, to: `n${index + 1}`, trigger: triggerFor(from, index) };
  });
  const back = Array.from({ length: size / 2 }, (_, index): Handoff => {
    const from = size - 1 - index;
    const trigger = { on: 'rule', if: `state.amount > ${index}.5 && hops < 10` } as const;
    return { id: `back-${index}`, from: `n${from}`, to: `n${Math.floor(from / 7)}`, trigger };
  });
  return {
    format: 'baton/1',
    id: 'large',
    entry: 'n0',
    resume: 'entry',
    state: { amount: { type: 'number' }, word: { type: 'string', enum: words, default: 'red' } },
    nodes,
    handoffs: [...tree, ...back],
  };
}

function triggerFor(from: number, index: number): NonNullable<Handoff['trigger']> {
  if (from % 10 === 9) return { on: 'rule', if: index % 3 === 0 ? 'answer.approved' : '!answer.approved' };
  if (index % 3 === 0) return { on: 'rule', if: `state.word == "${words[index % words.length]}" && visits < 3` };
  return index % 3 === 1 ? { on: 'confidence', below: 0.5 } : { on: 'otherwise' };
}

function time(graph: Graph): number {
  const began = process.cpuUsage();
  checkGraph(graph);
  return process.cpuUsage(began).user / 1000;
}

const times = Array.from({ length: rounds }, () => time(large()));
const [first = 0, ...again] = times;
const median = again.toSorted((a, b) => a - b)[Math.floor(again.length / 2)] ?? 0;
console.log(
  `\nchecks of ${size} nodes and ${large().handoffs?.length ?? 0} handoffs: ${checkGraph(large()).length} problems`,
);
console.log(
  `as it is opened ${first.toFixed(0)} ms, after an edit ${median.toFixed(0)} ms (median of ${again.length})`,
);
