/**
 * A condition as a formula: what must hold for it to be true, to be false, or to be not true because it is false or fails.
 * Each formula holds wherever the condition comes out so, and maybe elsewhere: what it excludes is impossible for sure.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { isLoop } from '../expressions/loops.ts';
import { pathOf } from '../expressions/reads.ts';
import { childrenOf } from '../expressions/tree.ts';
import type { CelType } from '../expressions/type.ts';
import { innerType } from '../expressions/value.ts';
import {
  absent,
  anyText,
  anything,
  both,
  either,
  nothing,
  onlyFalse,
  onlyNumbers,
  oneOf,
  onlyTexts,
  onlyTrue,
  other,
  type Domain,
} from './domain.ts';
import { all, any, fails, holds, type Formula, type Term } from './formula.ts';
import { above, anyNumber, below, between, exactly, otherNumbers, type NumberSet } from './numbers.ts';

export type Outcome = 'true' | 'false' | 'not-true' | 'not-false';
type Variables = ReadonlyMap<string, CelType>;

const opposite: { [Of in Outcome]: Outcome } = {
  true: 'false',
  false: 'true',
  'not-true': 'not-false',
  'not-false': 'not-true',
};

/** A tree is compiled for one set of variables, and asked about by several checks. */
const known = new WeakMap<ASTNode, { [Of in Outcome]?: Formula }>();

/** @param node the tree of an expression that has been compiled with these variables. */
export function truth(node: ASTNode, variables: Variables, outcome: Outcome): Formula {
  const made = known.get(node) ?? {};
  known.set(node, made);
  return (made[outcome] ??= formulaOf(node, variables, outcome));
}

function formulaOf(node: ASTNode, variables: Variables, outcome: Outcome): Formula {
  const inner = (child: ASTNode, as: Outcome = outcome): Formula => truth(child, variables, as);
  if (node.op === '!_') return inner(node.args, opposite[outcome]);
  if (node.op === '&&' || node.op === '||') {
    const parts = node.args.map((child) => inner(child));
    // True, or not false, are both sides of "and"; false, or not true, is one of them; "or" is the other way round.
    const needsBoth = (outcome === 'true' || outcome === 'not-false') === (node.op === '&&');
    return needsBoth ? all(...parts) : any(...parts);
  }
  if (node.op === '?:') {
    const [asked, yes, no] = node.args;
    const failed = outcome.startsWith('not-') ? [all(inner(asked, 'not-true'), inner(asked, 'not-false'))] : [];
    return any(all(inner(asked, 'true'), inner(yes)), all(inner(asked, 'false'), inner(no)), ...failed);
  }
  if (node.op === 'value' && typeof node.args === 'boolean')
    return node.args === (outcome === 'true' || outcome === 'not-false') ? holds : fails;
  const as = node.op === '!=' ? opposite[outcome] : outcome;
  return compared(node, variables, as) ?? value(node, variables, asBool[as]);
}

const asBool: { [Of in Outcome]: Domain } = {
  true: onlyTrue,
  false: onlyFalse,
  'not-true': other(onlyTrue),
  'not-false': other(onlyFalse),
};

const value = (node: ASTNode, variables: Variables, domain: Domain): Formula => {
  const within = both(domainOf(node, variables), domain);
  return { is: 'in', term: termOf(node, variables), domain: within };
};

/** A comparison of a term with something that is written down, or `has`. */
function compared(node: ASTNode, variables: Variables, outcome: Outcome): Formula | undefined {
  const found = comparison(node);
  return found && value(found.term, variables, found[outcome]);
}

type Compared = { term: ASTNode } & { [Of in Outcome]: Domain };

function comparison(node: ASTNode): Compared | undefined {
  if (node.op === 'call' && node.args[0] === 'has') {
    const [field] = node.args[1];
    return field && { term: field, true: other(absent), false: absent, 'not-true': absent, 'not-false': anything };
  }
  if (node.op === 'in') return within(node.args[0], node.args[1]);
  // Whoever asks for "!=" asks for the opposite of "==".
  if (node.op === '==' || node.op === '!=')
    return equality(node.args[0], node.args[1]) ?? equality(node.args[1], node.args[0]);
  if (node.op === '<' || node.op === '<=' || node.op === '>' || node.op === '>=') {
    const [left, right] = node.args;
    return order(left, node.op, right) ?? order(right, mirrored[node.op], left);
  }
  return undefined;
}

function equality(term: ASTNode, literal: ASTNode): Compared | undefined {
  const same = literalDomain(literal);
  return same && literalDomain(term) === undefined ? equals(term, same) : undefined;
}

function within(term: ASTNode, list: ASTNode): Compared | undefined {
  if (list.op !== 'list' || literalDomain(term)) return undefined;
  const items = list.args.map(literalDomain);
  if (items.some((item) => item === undefined)) return undefined;
  return equals(
    term,
    items.reduce<Domain>((sum, item) => (item ? either(sum, item) : sum), nothing),
  );
}

const equals = (term: ASTNode, same: Domain): Compared => ({
  term,
  true: same,
  false: both(other(same), other(absent)),
  'not-true': other(same),
  'not-false': either(same, absent),
});

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const sets: { [Sign in keyof typeof mirrored]: (value: number) => NumberSet } = {
  '<': (than) => below(than, false),
  '<=': (than) => below(than, true),
  '>': (than) => above(than, false),
  '>=': (than) => above(than, true),
};

function order(term: ASTNode, sign: keyof typeof mirrored, literal: ASTNode): Compared | undefined {
  const than = numberIn(literal);
  if (than === undefined || literalDomain(term)) return undefined;
  const numbers = sets[sign](than);
  const rest = otherNumbers(numbers);
  return {
    term,
    true: onlyNumbers(numbers),
    // What is no number is less than nothing; anything but a number fails.
    false: { ...onlyNumbers(rest), other: true },
    'not-true': other(onlyNumbers(numbers)),
    'not-false': other(onlyNumbers(rest)),
  };
}

function literalDomain(node: ASTNode): Domain | undefined {
  const number = numberIn(node);
  if (number !== undefined) return onlyNumbers(exactly(number));
  if (node.op !== 'value') return undefined;
  if (typeof node.args === 'boolean') return node.args ? onlyTrue : onlyFalse;
  return typeof node.args === 'string' ? onlyTexts([node.args]) : undefined;
}

/** @returns the number that is written there, when it is one that JSON can carry exactly. */
function numberIn(node: ASTNode): number | undefined {
  const positive = node.op === '-_' ? node.args : node;
  if (positive.op !== 'value' || (typeof positive.args !== 'bigint' && typeof positive.args !== 'number'))
    return undefined;
  const size = Number(positive.args);
  if (typeof positive.args === 'bigint' && !Number.isSafeInteger(size)) return undefined;
  return node.op === '-_' ? -size : size;
}

/** `answer` is the same as a person's `output`. */
function termOf(node: ASTNode, variables: Variables): Term {
  const path = pathOf(node);
  if (!path) return { key: keyOf(node).replace(/^\(!=/, '(==') };
  const [root = '', ...keys] = path;
  const same = [root === 'answer' && variables.has('output') ? 'output' : root, ...keys];
  return { key: JSON.stringify(same), path: same };
}

function keyOf(node: ASTNode): string {
  const path = pathOf(node);
  if (path) return JSON.stringify(path);
  if (node.op === 'value') return `${typeof node.args} ${String(node.args)}`;
  const name = node.op === 'call' || node.op === 'rcall' ? `${node.op} ${node.args[0]}` : node.op;
  const field = node.op === '.' || node.op === '.?' ? ` ${node.args[1]}` : '';
  return `(${[`${name}${field}`, ...childrenOf(node).map(keyOf)].join(', ')})`;
}

const always: ReadonlyMap<string, Domain> = new Map([
  ['visits', { ...onlyNumbers(above(1, true)), whole: true }],
  ['hops', { ...onlyNumbers(above(0, true)), whole: true }],
  ['input', anyText],
  ['confidence', { ...onlyNumbers(between(0, 1)), missing: true }],
]);

function domainOf(node: ASTNode, variables: Variables): Domain {
  const isSize = (node.op === 'call' || node.op === 'rcall') && node.args[0] === 'size';
  if (isSize) return { ...onlyNumbers(above(0, true)), whole: true, missing: true };
  const [root = '', ...keys] = pathOf(node) ?? [];
  const fixed = keys.length === 0 ? always.get(root) : undefined;
  if (fixed && variables.has(root)) return fixed;
  let type = variables.get(root);
  for (const key of keys) type = type && innerType(type, key);
  return type ? typed(type) : anything;
}

const domains = new WeakMap<CelType, Domain>();

function typed(type: CelType): Domain {
  const known = domains.get(type) ?? { ...valuesOf(type), missing: true };
  domains.set(type, known);
  return known;
}

function valuesOf(type: CelType): Domain {
  if (type.kind === 'dyn') return anything;
  if (type.kind === 'int') return { ...onlyNumbers(anyNumber), whole: true };
  if (type.kind === 'double') return onlyNumbers(anyNumber);
  if (type.kind === 'bool') return either(onlyTrue, onlyFalse);
  if (type.kind === 'string') return type.words ? oneOf(type.words) : anyText;
  return { ...nothing, other: true };
}

/** Loops are counted: one that ran to its bound in one condition may not in another. */
export function hasLoop(node: ASTNode): boolean {
  const loops =
    withLoops.get(node) ??
    ((node.op === 'rcall' && isLoop(node.args[0], node.args[2])) || childrenOf(node).some((child) => hasLoop(child)));
  withLoops.set(node, loops);
  return loops;
}

/** Trees are compiled once, and asked about in each look through a graph. */
const withLoops = new WeakMap<ASTNode, boolean>();
