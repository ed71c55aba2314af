/** When a handoff fires, as far as that can be said without running it: its trigger and `enabled` as formulas. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { compileCondition, scopeOf, type PlaceKind } from '../expressions/index.ts';
import { spend } from '../graph/budget.ts';
import { triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { JsonObject } from '../graph/json.ts';
import {
  absent,
  above,
  all,
  any,
  below,
  between,
  both,
  either,
  hasLoop,
  holds,
  isImpossible,
  onlyNumbers,
  onlyTexts,
  other,
  truth,
  type Formula,
} from '../logic/index.ts';
import { errorKinds, type ErrorKind } from '../nodes/index.ts';
import type { ConfidenceTrigger, ErrorTrigger, Trigger } from '../triggers/index.ts';
import type { Survey } from './check.ts';

/** Something that is true or not true. */
interface Condition {
  isTrue: Formula;
  isNotTrue: Formula;
  trees: readonly ASTNode[];
  proven(values: JsonObject): boolean;
}

export interface Guard extends Condition {
  /** It fires whenever its condition is true and it is asked: nothing counts it, and nobody may refuse it. */
  certain: boolean;
  /** A loop may run to its bound in one condition and not in another. */
  loops: boolean;
}

const unconditional: Condition = { isTrue: holds, isNotTrue: any(), trees: [], proven: () => true };

/** Worked out once for a look through a graph. */
const known = new WeakMap<Survey, Map<Handoff, Guard | undefined>>();

/** @returns undefined where a model decides, or an expression does not type. */
export function guardOf(survey: Survey, handoff: Handoff): Guard | undefined {
  // Where nothing may be reasoned about any more, no formulas need be made.
  spend('reasoning', 1);
  const guards = known.get(survey) ?? new Map<Handoff, Guard | undefined>();
  known.set(survey, guards);
  if (!guards.has(handoff)) guards.set(handoff, makeGuard(survey.graph, handoff));
  return guards.get(handoff);
}

function makeGuard(graph: Survey['graph'], handoff: Handoff): Guard | undefined {
  const { enabled, from } = handoff;
  const trigger = conditionOf(triggerOf(handoff), (source, at) => written(graph, from, source, at));
  const switched = enabled === undefined ? unconditional : written(graph, from, enabled, 'entry');
  if (!trigger || !switched) return undefined;
  const { trees, ...condition } = enabled === undefined ? trigger : together(trigger, switched);
  return {
    ...condition,
    trees,
    certain: handoff.limit === undefined && handoff.each === undefined && !handoff.approval,
    loops: trees.some(hasLoop),
  };
}

const together = (a: Condition, b: Condition): Condition => ({
  isTrue: all(a.isTrue, b.isTrue),
  isNotTrue: any(a.isNotTrue, b.isNotTrue),
  trees: [...a.trees, ...b.trees],
  proven: (values) => a.proven(values) && b.proven(values),
});

function conditionOf(
  trigger: Trigger,
  compile: (source: string, at: PlaceKind) => Condition | undefined,
): Condition | undefined {
  if (trigger.on === 'rule') return compile(trigger.if, trigger.at ?? 'exit');
  if (trigger.on === 'confidence') return confidence(trigger);
  if (trigger.on === 'error') return error(trigger);
  return trigger.on === 'always' || trigger.on === 'otherwise' ? unconditional : undefined;
}

function written(graph: Survey['graph'], node: string, source: string, at: PlaceKind): Condition | undefined {
  const scope = scopeOf(graph, { at, node });
  const compiled = compileCondition(source, scope);
  if (!compiled.ok) return undefined;
  const { expression } = compiled;
  const is = (outcome: 'true' | 'not-true') => truth(expression.tree, scope.variables, outcome);
  return {
    isTrue: is('true'),
    isNotTrue: is('not-true'),
    trees: [expression.tree],
    proven(values) {
      const result = expression.evaluate(values);
      return result.ok && result.value;
    },
  };
}

function confidence(trigger: ConfidenceTrigger): Condition {
  const { below: under, atLeast = 0, missing } = trigger;
  const known = { ...onlyNumbers(between(0, 1)), missing: true };
  const reached = onlyNumbers(under === undefined ? above(atLeast, true) : below(under, false));
  const fires = both(known, missing === 'fire' ? either(reached, absent) : reached);
  const is = (domain: typeof known): Formula => ({
    is: 'in',
    term: { key: JSON.stringify(['confidence']), path: ['confidence'] },
    domain,
  });
  return {
    isTrue: is(fires),
    isNotTrue: is(both(known, other(fires))),
    trees: [],
    proven({ confidence: value }) {
      if (typeof value !== 'number') return missing === 'fire';
      return under === undefined ? value >= atLeast : value < under;
    },
  };
}

function error({ kinds: named }: ErrorTrigger): Condition {
  const kinds: readonly ErrorKind[] = named ?? errorKinds;
  const term = { key: JSON.stringify(['error', 'kind']), path: ['error', 'kind'] };
  const rest = errorKinds.filter((kind) => !kinds.includes(kind));
  const is = (of: readonly string[]): Formula => ({ is: 'in', term, domain: onlyTexts(of) });
  return { isTrue: is(kinds), isNotTrue: is(rest), trees: [], proven: () => false };
}

/** How many of the handoffs before one are looked at: a router of hundreds of rules is checked in a moment, too. */
const nearest = 24;

/** @returns what holds when none of these handoffs fires. */
export function noneFires(survey: Survey, handoffs: readonly Handoff[], loops: boolean): Formula {
  const surely = handoffs
    .slice(-nearest)
    .map((handoff) => guardOf(survey, handoff))
    .filter((guard) => guard?.certain && (loops || !guard.loops));
  return all(...surely.map((guard) => guard?.isNotTrue ?? holds));
}

/** It fires whenever it is asked. */
export function isSure(survey: Survey, handoff: Handoff): boolean {
  const guard = guardOf(survey, handoff);
  return guard !== undefined && guard.certain && isImpossible(guard.isNotTrue);
}

/** It cannot fire, whatever the values are. */
export function isDead(survey: Survey, handoff: Handoff): boolean {
  const guard = guardOf(survey, handoff);
  return guard !== undefined && isImpossible(guard.isTrue);
}
