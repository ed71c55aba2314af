/** Example values that fulfil conditions: proposed by the search, and believed only when the conditions say so themselves. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { readsOf } from '../expressions/reads.ts';
import { nodesIn } from '../expressions/tree.ts';
import { spend } from '../graph/budget.ts';
import type { Json, JsonObject } from '../graph/json.ts';
import { textsIn, type Domain } from './domain.ts';
import { models, type Formula, type Model } from './formula.ts';
import { someNumbers } from './numbers.ts';
import { hasLoop } from './truth.ts';

export interface Sought {
  formula: Formula;
  trees: readonly ASTNode[];
  /** What is looked at beside what the trees read. */
  paths?: readonly (readonly string[])[];
  /** Whether these values do it. */
  proven: (values: JsonObject) => boolean;
}

const maxModels = 16;
const maxTries = 64;
/** A try of what may go on to the bound of an evaluation. */
const ofLoop = 20_000;

/**
 * @returns values of the variables, by path; undefined where none were found.
 * @throws UsedUp when this look through a document has reasoned enough.
 */
export function witness({ formula, trees, paths = [], proven }: Sought): ReadonlyMap<string, Json> | undefined {
  const texts = textsFor(trees);
  const steps = trees.reduce((sum, tree) => sum + (hasLoop(tree) ? ofLoop : [...nodesIn(tree)].length), 1);
  const reads = [...trees.flatMap(readsOf), ...paths];
  for (const model of models(formula).take(maxModels)) {
    for (const found of examples(model, reads, texts).take(maxTries)) {
      spend('reasoning', steps);
      if (proven(valuesOf(found))) return new Map(found.map(([path, value]) => [path.join('.'), value]));
    }
  }
  return undefined;
}

type Found = [path: readonly string[], value: Json][];

/** Every path that is read, with one of its values after another; the first that is read varies fastest. */
function* examples(model: Model, reads: readonly (readonly string[])[], texts: readonly string[]): Generator<Found> {
  const paths = new Map(reads.map((path) => [keyOf(path), path]));
  const inner = [...paths.values()].filter((path) => !hasLonger(path, paths.values()));
  const choices = inner.map((path) => ({ path, values: valuesIn(model.get(keyOf(path))?.domain, texts) }));
  const total = choices.reduce((product, { values }) => Math.min(product * values.length, maxTries), 1);
  for (let round = 0; round < total; round++) {
    let rest = round;
    yield choices.flatMap(({ path, values }): Found => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return value === undefined ? [] : [[path, value]];
    });
  }
}

const keyOf = (path: readonly string[]): string =>
  JSON.stringify(path[0] === 'answer' ? ['output', ...path.slice(1)] : path);

/** `state.order` has no value of its own where `state.order.amount` is read. */
const hasLonger = (path: readonly string[], all: Iterable<readonly string[]>): boolean =>
  Iterator.from(all).some((one) => one.length > path.length && path.every((key, index) => one[index] === key));

/** @returns values of a domain; undefined stands for none, where that is all there is. */
function valuesIn(domain: Domain | undefined, texts: readonly string[]): (Json | undefined)[] {
  if (!domain) return [...texts, true, 1];
  const found: (Json | undefined)[] = [
    ...someNumbers(domain.numbers, domain.whole),
    ...(domain.yes ? [true] : []),
    ...(domain.no ? [false] : []),
    ...(textsIn(domain) ?? texts.filter((text) => !domain.texts.words.has(text))),
    ...(domain.other ? [[]] : []),
  ];
  return found.length > 0 ? found : [undefined];
}

/** Texts that stand in the conditions, all of them in one, and one that is none of them. */
function textsFor(trees: readonly ASTNode[]): string[] {
  const written = trees
    .flatMap((tree) => [...nodesIn(tree)])
    .flatMap((node) => (node.op === 'value' && typeof node.args === 'string' ? [node.args] : []));
  return [...new Set([written.join(' '), ...written, 'something else'])].filter((text) => text !== '');
}

function valuesOf(found: Found): JsonObject {
  const values: JsonObject = {};
  for (const [path, value] of found) {
    // A person's answer is the node's output.
    const roots = path[0] === 'answer' || path[0] === 'output' ? ['answer', 'output'] : [path[0] ?? ''];
    for (const root of roots) put(values, [root, ...path.slice(1)], value);
  }
  return values;
}

function put(into: JsonObject, [key = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = into[key];
  const object: JsonObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  into[key] = object;
  put(object, rest, value);
}
