/** Two rules of a node that can both be true: the order decides, and that may not be what was meant. */
import { nodeName, triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Json } from '../graph/json.ts';
import type { Problem } from '../graph/problem.ts';
import { all, isImpossible, witness, type Formula } from '../logic/index.ts';
import type { Node } from '../nodes/index.ts';
import { problem, type Check, type Placed, type Survey } from './check.ts';
import { guardOf, type Guard } from './guards.ts';
import { askedBefore, isShadowed } from './shadow.ts';
import { queuesOf } from './stages.ts';

interface Rule extends Placed<Handoff> {
  /** Its place in the queue. */
  turn: number;
  guard: Guard;
  terms: ReadonlySet<string>;
}

/** How many of the rules after one are compared with it. */
const nearest = 24;

export const overlaps: Check = (survey) =>
  survey.nodes.flatMap((node) => {
    if (node.route === 'all') return [];
    return queuesOf(survey.handoffsFrom(node.id)).flatMap((queue) => inQueue(survey, node, queue));
  });

function inQueue(survey: Survey, node: Node, queue: readonly Placed<Handoff>[]): Problem[] {
  const rules = queue.flatMap((placed, turn) => ruleOf(survey, placed, turn));
  // One that never gets its turn is told of as such.
  const isTaken = ({ entry, turn }: Rule): boolean => !isShadowed(survey, node, entry, askedBefore(queue, turn));
  return rules.flatMap((first, at) =>
    rules
      .slice(at + 1, at + 1 + nearest)
      .filter((second) => second.entry.to !== first.entry.to && areRivals(first, second) && isTaken(second))
      .flatMap((second) => told(survey, node, first, second)),
  );
}

function ruleOf(survey: Survey, placed: Placed<Handoff>, turn: number): Rule[] {
  const trigger = triggerOf(placed.entry);
  const isRule = trigger.on === 'rule' || trigger.on === 'confidence';
  const guard = isRule ? guardOf(survey, placed.entry) : undefined;
  if (!guard || placed.entry.limit !== undefined) return [];
  return [{ ...placed, turn, guard, terms: new Set(termsOf(guard.isTrue)) }];
}

function termsOf(formula: Formula): string[] {
  return formula.is === 'in' ? (formula.term.path ? [formula.term.key] : []) : formula.of.flatMap(termsOf);
}

/** They look at one value, and each of them can be true without the other: a narrower rule before a wider one is a habit. */
function areRivals({ guard: a, terms }: Rule, { guard: b, terms: others }: Rule): boolean {
  return (
    !terms.isDisjointFrom(others) &&
    !isImpossible(all(a.isTrue, b.isTrue)) &&
    !isImpossible(all(a.isTrue, b.isNotTrue)) &&
    !isImpossible(all(a.isNotTrue, b.isTrue))
  );
}

function told(
  survey: Survey,
  node: Node,
  { entry: first, guard: a }: Rule,
  { entry: second, index, guard: b }: Rule,
): Problem[] {
  const example = witness({
    formula: all(a.isTrue, b.isTrue),
    trees: [...a.trees, ...b.trees],
    paths: [first, second].some(({ trigger }) => trigger?.on === 'confidence') ? [['confidence']] : [],
    proven: (values) => a.proven(values) && b.proven(values),
  });
  if (!example) return [];
  const other = survey.wordsOf(first);
  const message = `This one and ${other} can both be true, as when ${inWords(example)}; ${nodeName(node)} asks ${other} first. Narrow one of them, or leave it, if that is meant.`;
  return [problem('hint', 'overlap', ['handoffs', index], message)];
}

function inWords(example: ReadonlyMap<string, Json>): string {
  return [...example].map(([path, value]) => `${path} is ${JSON.stringify(value)}`).join(' and ');
}
