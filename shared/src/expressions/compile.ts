/** Source and scope in, an expression that can be evaluated out; or what is wrong with it, and where. Never throws. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { isObject, type Json } from '../graph/json.ts';
import { outOfBounds } from './bounds.ts';
import { limits } from './environment.ts';
import { doubtsIn } from './doubts.ts';
import { explain } from './errors.ts';
import type { Compiled, Expression, Values } from './expression.ts';
import { EvaluationFailure, Fuel } from './fuel.ts';
import { program } from './program.ts';
import { readsOf } from './reads.ts';
import type { Scope } from './scope.ts';
import type { CelType } from './type.ts';
import { read, toJson, type Value } from './value.ts';

/** The sources that one scope remembers; typing in the editor makes a new one with each letter. */
const remembered = 2000;

export function compileExpression(source: string, scope: Scope): Compiled {
  const known = scope.compiled.get(source);
  if (known) return known;
  const compiled = compile(source, scope);
  if (scope.compiled.size >= remembered) scope.compiled.clear();
  scope.compiled.set(source, compiled);
  return compiled;
}

/** An expression that must be true or false. */
export function compileCondition(source: string, scope: Scope): Compiled<boolean> {
  const compiled = compileExpression(source, scope);
  if (!compiled.ok) return compiled;
  const { expression } = compiled;
  if (expression.type === 'bool' || expression.type === 'dyn') return { ok: true, expression: asCondition(expression) };
  const message = `a condition must be true or false, and this is ${expression.type}; compare it with something, such as ${source.trim()} == …`;
  return { ok: false, errors: [{ message, start: 0, end: source.length }] };
}

function asCondition(expression: Expression): Expression<boolean> {
  return {
    ...expression,
    evaluate(values) {
      const result = expression.evaluate(values);
      if (!result.ok) return result;
      if (typeof result.value === 'boolean') return { ok: true, value: result.value };
      return {
        ok: false,
        error: `it is ${JSON.stringify(result.value).slice(0, 80)}, which is neither true nor false`,
      };
    },
  };
}

function compile(source: string, scope: Scope): Compiled {
  const { length } = source;
  if (length > limits.source) {
    const message = `the expression is longer than ${limits.source} characters; split it`;
    return { ok: false, errors: [{ message, start: limits.source, end: length }] };
  }
  try {
    const parsed = scope.environment.parse(source);
    const refused = outOfBounds(parsed.ast);
    if (refused) return { ok: false, errors: [refused] };
    const checked = parsed.check();
    if (!checked.valid) return { ok: false, errors: [explain(checked.error, source, scope.variables)] };
    return { ok: true, expression: expressionOf(source, parsed.ast, checked.type ?? 'dyn', scope) };
  } catch (error) {
    return { ok: false, errors: [explain(error, source, scope.variables)] };
  }
}

function expressionOf(source: string, tree: ASTNode, type: string, { variables }: Scope): Expression {
  const compiled = program(tree, variables);
  const reads = readsOf(tree);
  return {
    source,
    type: type.replaceAll(/object\d+/g, 'object'),
    doubts: doubtsIn(tree, variables),
    tree,
    reads,
    evaluate(values) {
      const fuel = new Fuel();
      try {
        return { ok: true, value: toJson(compiled.run({ values: valuesOf(values, variables), fuel }), fuel) };
      } catch (error) {
        return {
          ok: false,
          error: error instanceof EvaluationFailure ? error.message : 'the expression could not be evaluated',
        };
      }
    },
    evidence: (values) => Object.fromEntries(reads.flatMap((path) => entryAt(values, path))),
  };
}

/** A variable's value; own properties only. Values are JSON by contract. */
const given = (values: Values, name: string): Json | undefined =>
  Object.hasOwn(values, name) ? (values[name] as Json | undefined) : undefined;

function valuesOf(values: Values, variables: ReadonlyMap<string, CelType>): ReadonlyMap<string, Value> {
  const typed = new Map<string, Value>();
  for (const [name, type] of variables) {
    const value = given(values, name);
    if (value !== undefined && (value !== null || type.kind === 'dyn')) typed.set(name, read(value, type));
  }
  return typed;
}

function entryAt(values: Values, [root = '', ...keys]: readonly string[]): [string, Json][] {
  let value = given(values, root);
  for (const key of keys) value = value === undefined ? undefined : ownOf(value, key);
  return value === undefined ? [] : [[[root, ...keys].join('.'), value]];
}

const ownOf = (value: Json, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
