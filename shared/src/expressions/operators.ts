/** CEL's operators over values. Whole and decimal numbers mix: the result of a mixture is decimal. */
import { EvaluationFailure, type Fuel } from './fuel.ts';
import { elements, inside, isJsonMap, isMapKey, kindOf, MadeList, sizeOf, type Value } from './value.ts';
import { dyn, type CelType } from './type.ts';

export interface Operand {
  value: Value;
  type: CelType;
}
type Operator = (left: Operand, right: Operand, fuel: Fuel) => Value;

const minInt = -(2n ** 63n);
const maxInt = 2n ** 63n - 1n;

function inRange(value: bigint): bigint {
  if (value < minInt || value > maxInt) throw new EvaluationFailure(`the number ${value} is too large`);
  return value;
}

const isNumber = (value: Value): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';

function unfit(sign: string, left: Value, right: Value): EvaluationFailure {
  return new EvaluationFailure(`"${sign}" does not work between ${kindOf(left)} and ${kindOf(right)}`);
}

function arithmetic(
  sign: string,
  whole: (a: bigint, b: bigint) => bigint,
  decimal: (a: number, b: number) => number,
): Operator {
  return ({ value: a }, { value: b }) => {
    if (typeof a === 'bigint' && typeof b === 'bigint') return inRange(whole(a, b));
    if (isNumber(a) && isNumber(b)) return decimal(Number(a), Number(b));
    throw unfit(sign, a, b);
  };
}

function notZero(divisor: bigint): bigint {
  if (divisor === 0n) throw new EvaluationFailure('a number is divided by zero');
  return divisor;
}

const sum = arithmetic(
  '+',
  (a, b) => a + b,
  (a, b) => a + b,
);

const plus: Operator = (left, right, fuel) => {
  const { value: a } = left;
  const { value: b } = right;
  if (typeof a === 'string' && typeof b === 'string') {
    fuel.spendText(a);
    fuel.spendText(b);
    return a + b;
  }
  if (isList(a) && isList(b)) {
    fuel.spend((sizeOf(a) ?? 0) + (sizeOf(b) ?? 0));
    return new MadeList([...listItems(left), ...listItems(right)]);
  }
  return sum(left, right, fuel);
};

const isList = (value: Value): boolean => Array.isArray(value) || value instanceof MadeList;
const listItems = ({ value, type }: Operand): Iterable<Value> => elements(value, type) ?? [];

function order(sign: string, holds: (comparison: number) => boolean): Operator {
  return ({ value: a }, { value: b }) => {
    const comparable =
      (isNumber(a) && isNumber(b)) ||
      (typeof a === 'string' && typeof b === 'string') ||
      (typeof a === 'boolean' && typeof b === 'boolean');
    if (!comparable) throw unfit(sign, a, b);
    // Of what is no number (0.0 / 0.0) no order holds.
    return holds(a < b ? -1 : a > b ? 1 : a == b ? 0 : Number.NaN);
  };
}

function equal(left: Operand, right: Operand, fuel: Fuel): boolean {
  fuel.spend(1);
  const { value: a } = left;
  const { value: b } = right;
  // A whole number equals a decimal one of the same size.
  if (isNumber(a) && isNumber(b)) return a == b;
  if (typeof a === 'string' && typeof b === 'string') fuel.spendText(a);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (isList(a) !== isList(b) || sizeOf(a) !== sizeOf(b)) return false;
  if (isList(a)) {
    const others = [...listItems(right)];
    return [...listItems(left)].every((value, index) => {
      const other = others[index];
      return other !== undefined && equal({ value, type: dyn }, { value: other, type: dyn }, fuel);
    });
  }
  return [...(elements(a, left.type) ?? [])].every((key) => {
    const value = inside(a, key, left.type);
    const other = inside(b, key, right.type);
    return value !== undefined && other !== undefined && equal({ value, type: dyn }, { value: other, type: dyn }, fuel);
  });
}

const within: Operator = (left, right, fuel) => {
  const { value: list } = right;
  if (list instanceof Map) return isMapKey(left.value) && list.has(left.value);
  if (isJsonMap(list)) return typeof left.value === 'string' && Object.hasOwn(list, left.value);
  if (!isList(list)) throw new EvaluationFailure(`"in" needs a list or an object, and this is ${kindOf(list)}`);
  for (const value of listItems(right)) if (equal(left, { value, type: dyn }, fuel)) return true;
  return false;
};

export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['+', plus],
  [
    '-',
    arithmetic(
      '-',
      (a, b) => a - b,
      (a, b) => a - b,
    ),
  ],
  [
    '*',
    arithmetic(
      '*',
      (a, b) => a * b,
      (a, b) => a * b,
    ),
  ],
  [
    '/',
    arithmetic(
      '/',
      (a, b) => a / notZero(b),
      (a, b) => a / b,
    ),
  ],
  [
    '%',
    arithmetic(
      '%',
      (a, b) => a % notZero(b),
      (a, b) => a % b,
    ),
  ],
  ['==', equal],
  ['!=', (left, right, fuel) => !equal(left, right, fuel)],
  ['<', order('<', (comparison) => comparison < 0)],
  ['<=', order('<=', (comparison) => comparison <= 0)],
  ['>', order('>', (comparison) => comparison > 0)],
  ['>=', order('>=', (comparison) => comparison >= 0)],
  ['in', within],
]);

export const unaryOperators: ReadonlyMap<string, (value: Value) => Value> = new Map<string, (value: Value) => Value>([
  ['!_', (value) => !asBool(value)],
  [
    '-_',
    (value) => {
      if (typeof value === 'bigint') return inRange(-value);
      if (typeof value === 'number') return -value;
      throw new EvaluationFailure(`"-" needs a number, and this is ${kindOf(value)}`);
    },
  ],
]);

export function asBool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new EvaluationFailure(`true or false is needed here, and this is ${kindOf(value)}`);
}
