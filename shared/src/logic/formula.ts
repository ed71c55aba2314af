/**
 * What must hold of some terms: conditions put together by "all" and "any". The search for values that fulfil it is bounded;
 * what it does not decide within its bound is not known, and nobody claims anything of it.
 */
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

const decided = new WeakMap<Formula, boolean>();

/** @returns whether no values at all fulfil the formula; false also where that is not known. */
export function isImpossible(formula: Formula): boolean {
  if (formula.is === 'in') return isEmpty(formula.domain);
  const known = decided.get(formula) ?? decide(formula);
  decided.set(formula, known);
  return known;
}

function decide(formula: Formula): boolean {
  const budget = { left: maxSteps };
  const found = search([formula], [], new Map(), budget).next();
  return found.done === true && budget.left >= 0;
}

/** @returns what the terms may be for the formula to hold, one way after the other. */
export const models = (formula: Formula): Generator<Model> => search([formula], [], new Map(), { left: maxSteps });

type Choice = readonly Formula[];

/** Tableau: what must hold narrows the terms first; then one choice after the other is gone through. */
function* search(open: Formula[], choices: Choice[], model: Model, budget: { left: number }): Generator<Model> {
  const narrowed = new Map(model);
  for (let formula = open.pop(); formula; formula = open.pop()) {
    if (--budget.left < 0) return;
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
