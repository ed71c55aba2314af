/**
 * What must hold of some terms: conditions put together by "all" and "any". The search for values that fulfil it is bounded;
 * what it does not decide within its bound is not known, and nobody claims anything of it.
 */
import { spend } from '../graph/budget.ts';
import { both, isEmpty, type Domain } from './domain.ts';

/** Something that has a value: a path such as `state.amount`, or a piece of an expression that is not looked into. */
export interface Term {
  /** The same for the same value. */
  key: string;
  path?: readonly string[];
}

export type Formula =
  | { is: 'all' | 'any'; of: readonly Formula[] }
  /** The term has a value of the domain. */
  | { is: 'in'; term: Term; domain: Domain };

export const all = (...of: Formula[]): Formula => ({ is: 'all', of });
export const any = (...of: Formula[]): Formula => ({ is: 'any', of });
export const holds: Formula = all();
export const fails: Formula = any();

export type Model = ReadonlyMap<string, { term: Term; domain: Domain }>;

const maxSteps = 4000;

/** Known answers, and what they cost: asking again is paid for as if it were new, so that each look says the same. */
const decided = new WeakMap<Formula, { impossible: boolean; cost: number }>();

/**
 * @returns whether no values at all fulfil the formula; false also where that is not known.
 * @throws UsedUp when this look through a document has reasoned enough.
 */
export function isImpossible(formula: Formula): boolean {
  if (formula.is === 'in') return isEmpty(formula.domain);
  spend('reasoning', 1);
  const known = decided.get(formula) ?? decide(formula);
  decided.set(formula, known);
  spend('reasoning', known.cost);
  return known.impossible;
}

function decide(formula: Formula): { impossible: boolean; cost: number } {
  const budget = fresh();
  const found = search([formula], [], new Map(), budget).next();
  return { impossible: found.done === true && budget.left >= 0, cost: budget.cost };
}

/** @returns what the terms may be for the formula to hold, one way after the other. @throws UsedUp as above. */
export function* models(formula: Formula): Generator<Model> {
  spend('reasoning', 1);
  const budget = fresh();
  for (const model of search([formula], [], new Map(), budget)) {
    pay(budget);
    yield model;
  }
  pay(budget);
}

interface Budget {
  /** Steps of this search. */
  left: number;
  /** What its steps have taken, which are the longer the more there is to go through. */
  cost: number;
}

const fresh = (): Budget => ({ left: maxSteps, cost: 0 });

function pay(budget: Budget): void {
  spend('reasoning', budget.cost);
  budget.cost = 0;
}

type Choice = readonly Formula[];

/** Tableau: what must hold narrows the terms first; then one choice after the other is gone through. */
function* search(open: Formula[], choices: Choice[], model: Model, budget: Budget): Generator<Model> {
  const narrowed = new Map(model);
  budget.cost += 1 + ((choices.length + model.size) >> 2);
  for (let formula = open.pop(); formula; formula = open.pop()) {
    if (--budget.left < 0) return;
    budget.cost++;
    if (formula.is === 'in') {
      const { term, domain } = formula;
      const known = narrowed.get(term.key);
      const left = known ? both(known.domain, domain) : domain;
      if (isEmpty(left)) return;
      narrowed.set(term.key, { term, domain: left });
    } else if (formula.is === 'all') open.push(...formula.of);
    else choices.push(formula.of);
  }
  const [choice, ...rest] = choices;
  if (!choice) yield narrowed;
  else for (const option of choice) yield* search([option], [...rest], narrowed, budget);
}
