/** A checked expression as a function: each node of its syntax tree becomes one closure. Nothing here knows how to do I/O. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { reservedKeys } from '../graph/ids.ts';
import type { Program } from './frame.ts';
import { EvaluationFailure } from './fuel.ts';
import { functions, methods } from './functions.ts';
import { isLoop, loops } from './loops.ts';
import { asBool, operators, unaryOperators } from './operators.ts';
import { nodesIn, sourceOf } from './tree.ts';
import { dyn, text, type CelType } from './type.ts';
import { innerType, inside, isMapKey, kindOf, MadeList, type MadeMap } from './value.ts';

type Variables = ReadonlyMap<string, CelType>;

/** @param node a tree that the type checker has passed and bounds.ts has allowed. */
export function program(node: ASTNode, variables: Variables): Program {
  const inner = (child: ASTNode): Program => program(child, variables);
  if (node.op === 'value') return constant(node.args);
  if (node.op === 'id') return variable(node.args, variables);
  if (node.op === '.') return access(node, inner(node.args[0]), constant(node.args[1]), node.args[1]);
  if (node.op === '[]') return access(node, inner(node.args[0]), inner(node.args[1]), literalText(node.args[1]));
  if (node.op === 'list') return list(node.args.map(inner));
  if (node.op === 'map') return map(node.args.map(([key, value]) => [inner(key), inner(value)]));
  if (node.op === '?:') return choice(inner(node.args[0]), inner(node.args[1]), inner(node.args[2]));
  if (node.op === '&&' || node.op === '||') return logic(node.op === '||', inner(node.args[0]), inner(node.args[1]));
  if (node.op === '!_' || node.op === '-_') return unary(node.op, inner(node.args));
  if (node.op === 'call' && node.args[0] === 'has') return has(node.args[1][0], variables);
  if (node.op === 'call') return call(functions, node.args[0], node.args[1].map(inner));
  if (node.op === 'rcall' && isLoop(node.args[0], node.args[2])) return looped(node.args, variables);
  if (node.op === 'rcall') return call(methods, node.args[0], [node.args[1], ...node.args[2]].map(inner));
  if (node.op === '.?' || node.op === '[?]') return failing('optional fields are not part of these expressions');
  return binary(node.op, inner(node.args[0]), inner(node.args[1]));
}

const failing = (message: string): Program => ({
  type: dyn,
  run() {
    throw new EvaluationFailure(message);
  },
});

type Literal = Extract<ASTNode, { op: 'value' }>['args'];

function constant(value: Literal): Program {
  if (typeof value === 'object' && value !== null)
    return failing('this kind of literal is not part of these expressions');
  return { type: typeof value === 'number' ? { kind: 'double' } : dyn, run: () => value };
}

const literalText = (node: ASTNode): string | undefined =>
  node.op === 'value' && typeof node.args === 'string' ? node.args : undefined;

function variable(name: string, variables: Variables): Program {
  return {
    type: variables.get(name) ?? dyn,
    run({ values }) {
      const value = values.get(name);
      if (value === undefined) throw new EvaluationFailure(`"${name}" has no value here`);
      return value;
    },
  };
}

function access(node: ASTNode, target: Program, key: Program, known: string | undefined): Program {
  return {
    type: innerType(target.type, known),
    run(frame) {
      const from = target.run(frame);
      const value = inside(from, key.run(frame), target.type);
      if (value === undefined) throw new EvaluationFailure(`"${sourceOf(node)}" is not there`);
      return value;
    },
  };
}

const list = (items: readonly Program[]): Program => ({
  type: dyn,
  run: (frame) => new MadeList(items.map((item) => item.run(frame))),
});

const map = (entries: readonly (readonly [Program, Program])[]): Program => ({
  type: dyn,
  run(frame) {
    const made: MadeMap = new Map();
    for (const [key, value] of entries) {
      const name = key.run(frame);
      if (!isMapKey(name)) throw new EvaluationFailure(`${kindOf(name)} cannot be a key`);
      if (reservedKeys.has(String(name))) throw new EvaluationFailure(`the key "${String(name)}" is reserved`);
      made.set(name, value.run(frame));
    }
    return made;
  },
});

const choice = (condition: Program, yes: Program, no: Program): Program => ({
  type: yes.type,
  run: (frame) => (asBool(condition.run(frame)) ? yes : no).run(frame),
});

/** As CEL has it: a side that decides makes the other's failure not matter, on either side. */
const logic = (decides: boolean, left: Program, right: Program): Program => ({
  type: dyn,
  run(frame) {
    let first: boolean;
    try {
      first = asBool(left.run(frame));
    } catch (failure) {
      if (failure instanceof EvaluationFailure && asBool(right.run(frame)) === decides) return decides;
      throw failure;
    }
    return first === decides ? decides : asBool(right.run(frame));
  },
});

function has(field: ASTNode | undefined, variables: Variables): Program {
  if (field?.op !== '.') return failing('has() asks for a field, such as has(state.order)');
  const target = program(field.args[0], variables);
  return { type: dyn, run: (frame) => inside(target.run(frame), field.args[1], target.type) !== undefined };
}

function call(known: typeof functions, name: string, args: readonly Program[]): Program {
  const run = known.get(name);
  if (!run) return failing(`${name}() is not part of these expressions`);
  return {
    type: dyn,
    run: (frame) =>
      run(
        args.map((arg) => arg.run(frame)),
        frame.fuel,
      ),
  };
}

type LoopArgs = Extract<ASTNode, { op: 'rcall' }>['args'];

function looped([kind, list, [named, body, second]]: LoopArgs, variables: Variables): Program {
  const make = loops.get(kind);
  if (!make || named?.op !== 'id' || !body)
    return failing(`${kind}() needs a name for the element, such as list.${kind}(x, x > 1)`);
  const over = program(list, variables);
  const item = over.type.kind === 'object' ? text : innerType(over.type);
  const inner = new Map(variables).set(named.args, item);
  const work = [...nodesIn(body), ...(second ? nodesIn(second) : [])].length;
  return make({ over, name: named.args, body: program(body, inner), second: second && program(second, inner), work });
}

function unary(sign: string, operand: Program): Program {
  const apply = unaryOperators.get(sign);
  if (!apply) return failing(`"${sign}" is not part of these expressions`);
  return { type: operand.type, run: (frame) => apply(operand.run(frame)) };
}

function binary(sign: string, left: Program, right: Program): Program {
  const apply = operators.get(sign);
  if (!apply) return failing(`"${sign}" is not part of these expressions`);
  return {
    type: dyn,
    run: (frame) =>
      apply({ value: left.run(frame), type: left.type }, { value: right.run(frame), type: right.type }, frame.fuel),
  };
}
