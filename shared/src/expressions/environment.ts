/** The CEL library's type checker for a set of variables. It only types: what runs is program.ts, which counts its work. */
import { Environment } from '@marcbachmann/cel-js';
import type { CelType } from './type.ts';

export type { Environment };

export const limits = {
  /** Characters of one expression. */
  source: 4000,
  /** Characters of what a template makes, and of all that an agent is instructed with. */
  text: 1_000_000,
  /** Characters of a brief: it is kept with every event and package that it is in. */
  brief: 100_000,
  /** Loops (`map`, `filter`, `all`, `exists`, …) inside loops. */
  loops: 2,
  maxAstNodes: 1000,
  maxDepth: 50,
  maxListElements: 200,
  maxMapEntries: 200,
  maxCallArguments: 8,
} as const;

const { maxAstNodes, maxDepth, maxListElements, maxMapEntries, maxCallArguments } = limits;

/** Handlers of the type checker are never called. */
const untouched = (): never => {
  throw new Error('The type checker evaluates nothing.');
};

/** CEL keeps whole and decimal numbers apart; a person who writes `amount * 2 == 900` does not. */
function withMixedNumbers(environment: Environment): Environment {
  for (const operator of ['+', '-', '*', '/']) {
    environment.registerOperator(`int ${operator} double: double`, untouched);
    environment.registerOperator(`double ${operator} int: double`, untouched);
  }
  return environment
    .registerOperator('int == double', untouched)
    .registerOperator('double in list<int>', untouched)
    .registerOperator('int in list<double>', untouched);
}

/** Lists and objects as text: JSON, as templates write them. */
function withJsonText(environment: Environment): Environment {
  return environment
    .registerFunction('string(list): string', untouched)
    .registerFunction('string(map): string', untouched);
}

const base = withJsonText(
  withMixedNumbers(
    new Environment({
      limits: { maxAstNodes, maxDepth, maxListElements, maxMapEntries, maxCallArguments },
      homogeneousAggregateLiterals: false,
    }),
  ),
);

export function environmentFor(variables: ReadonlyMap<string, CelType>): Environment {
  const environment = base.clone();
  const names = new ObjectNames(environment);
  for (const [name, type] of variables) environment.registerVariable(name, names.of(type));
  return environment;
}

/** Objects with known keys are types of their own. The library never forgets a type's name, so names are `object1`, `object2`, … */
class ObjectNames {
  readonly #environment: Environment;
  #count = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  of(type: CelType): string {
    if (type.kind === 'list') return `list<${this.of(type.of)}>`;
    if (type.kind === 'map') return `map<string, ${this.of(type.of)}>`;
    return type.kind === 'object' ? this.#register(type.fields) : type.kind;
  }

  #register(types: ReadonlyMap<string, CelType>): string {
    const fields = Object.fromEntries([...types].map(([key, type]) => [key, this.of(type)]));
    const name = `object${++this.#count}`;
    this.#environment
      .registerType(name, { fields })
      .registerOperator(`string in ${name}`, untouched)
      .registerFunction(`size(${name}): int`, untouched)
      .registerFunction(`string(${name}): string`, untouched);
    return name;
  }
}
